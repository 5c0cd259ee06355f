using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Delivery;

/// <summary>Wraps events as the platform does (protocol notes, section 6.1).</summary>
internal static class EventEnvelopes
{
    public const string TenantKey = "2ca1d211f64f6438";

    // The platform writes characters as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Schema2(FakeApp app, string eventId, string type, JsonNode body, DateTimeOffset now) =>
        Write(new JsonObject
        {
            ["schema"] = "2.0",
            ["header"] = new JsonObject
            {
                ["event_id"] = eventId,
                ["event_type"] = type,
                ["create_time"] = Milliseconds(now),
                ["token"] = "",
                ["app_id"] = app.AppId,
                ["tenant_key"] = TenantKey,
            },
            ["event"] = body.DeepClone(),
        });

    public static byte[] Schema1(FakeApp app, string eventId, string type, JsonObject body, DateTimeOffset now)
    {
        var inner = body.DeepClone().AsObject();
        inner["type"] = type;
        inner["app_id"] = app.AppId;
        inner["tenant_key"] = TenantKey;
        return Write(new JsonObject
        {
            ["ts"] = (now.ToUnixTimeMilliseconds() / 1000.0).ToString("F6", CultureInfo.InvariantCulture),
            ["uuid"] = eventId,
            ["token"] = "",
            ["type"] = "event_callback",
            ["event"] = inner,
        });
    }

    public static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public static string Text(JsonNode json) => json.ToJsonString(Plain);

    private static byte[] Write(JsonObject json) => Encoding.UTF8.GetBytes(Text(json));
}
