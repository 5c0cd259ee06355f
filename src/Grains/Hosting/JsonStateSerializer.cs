using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Hosting;

/// <summary>
/// Grain state as plain JSON without CLR names, so that types can move, a person can read it, and a silo of the
/// previous release skips what it does not know. Property names are the storage format: rename none.
/// </summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, Options);
}
