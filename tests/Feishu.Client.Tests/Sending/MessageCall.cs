using System.Text.Json;
using Feishu.Client.OpenApi;

namespace Feishu.Client.Tests.Sending;

/// <summary>One call, as the platform would read it.</summary>
internal sealed record MessageCall(FeishuAccount Account, OpenApiRequest Request, TimeSpan At)
{
    public string Text => JsonDocument.Parse(Member("content")).RootElement.GetProperty("text").GetString()!;

    public string Uuid => Member("uuid");

    public string Chat => Member("receive_id");

    private string Member(string name) => JsonDocument.Parse(Request.Body).RootElement.GetProperty(name).GetString()!;
}
