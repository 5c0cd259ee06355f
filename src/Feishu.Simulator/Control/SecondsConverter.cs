using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Feishu.Simulator.Control;

/// <summary>Durations as seconds, which is what one types into a curl.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    private const double MaxSeconds = 10 * 365 * 86_400.0;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && Math.Abs(seconds) <= MaxSeconds)
            return TimeSpan.FromSeconds(seconds);
        if (reader.TokenType == JsonTokenType.String && TimeSpan.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var span))
            return span;
        throw new JsonException("A duration is a number of seconds, or hh:mm:ss.");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.TotalSeconds);
}
