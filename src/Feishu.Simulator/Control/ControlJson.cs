using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Feishu.Simulator.Control;

/// <summary>JSON of the control calls: camel case, no unknown members, durations in seconds.</summary>
internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new SecondsConverter() },
    };

    /// <summary>A copy of a value with some members replaced.</summary>
    /// <exception cref="JsonException">A member is unknown or has the wrong type.</exception>
    public static T Merge<T>(T value, JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(value, Options)!.AsObject();
        foreach (var (name, change) in changes)
        {
            var known = merged.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Key;
            merged[known ?? name] = change?.DeepClone();
        }

        return merged.Deserialize<T>(Options)!;
    }
}
