using System.Text.Json;
using System.Text.Json.Serialization;

namespace Feishu.Protocol.Events;

/// <summary>Reads a time written as text or number in any of the platform's units; what is not a time reads as null.</summary>
internal sealed class PlatformTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return PlatformTime.Parse(reader.GetString());
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return PlatformTime.FromNumber(number);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
