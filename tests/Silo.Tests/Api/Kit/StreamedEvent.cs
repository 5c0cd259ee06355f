using System.Text.Json;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>An event as a stream had it.</summary>
internal sealed record StreamedEvent(string Id, string Type, JsonElement Data)
{
    public long Sequence => Data.GetProperty("sequence").GetInt64();
}
