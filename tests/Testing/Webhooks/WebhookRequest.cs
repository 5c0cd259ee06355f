using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FeishuOrleans.Testing.Webhooks;

/// <summary>A request that came to a consumer.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Headers">Its headers; names in any case.</param>
/// <param name="Body">The bytes of its body.</param>
public sealed record WebhookRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON; fails when it is none.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement.Clone();

    public string Account => Header("X-FeishuOrleans-Account") ?? "";

    /// <summary>Sequence of the event; 0 when the request carries none.</summary>
    public long Sequence => Number("X-FeishuOrleans-Sequence");

    /// <summary>Number of the try; 0 when the request carries none.</summary>
    public long Attempt => Number("X-FeishuOrleans-Attempt");

    public string? WebhookId => Header("webhook-id");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Path} {Account} {Sequence}, attempt {Attempt}, {Body.Length} bytes";

    private long Number(string name) => long.TryParse(Header(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
