using System.Globalization;
using System.Text.Json;

namespace Feishu.Protocol;

/// <summary>
/// Steps of reading an object without building a document. Each stands on a property name, or before the document,
/// and leaves the reader on the last token of what it read.
/// </summary>
internal static class JsonReading
{
    /// <summary>Everything <see cref="Utf8JsonReader"/> throws for bad input: broken syntax, a half surrogate in
    /// a text, a number that does not fit.</summary>
    public static bool IsBadJson(Exception e) => e is JsonException or InvalidOperationException or FormatException;

    public static void ReadObjectStart(this ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The document is not an object.");
    }

    /// <summary>Moves past the value of a root object; throws for anything after it.</summary>
    public static void ReadDocumentEnd(this ref Utf8JsonReader reader)
    {
        if (reader.Read())
            throw new JsonException("The document goes on after its end.");
    }

    /// <summary>True on the next property, false at the end of the object.</summary>
    public static bool ReadProperty(this ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The value if it is a text, else null.</summary>
    public static string? ReadText(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <summary>The value if it is a text, the digits if it is a whole number, else null.</summary>
    public static string? ReadTextOrNumber(this ref Utf8JsonReader reader)
    {
        var start = reader;
        return reader.ReadText() ?? start.ReadWholeNumber()?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The value if it is a whole number, else null.</summary>
    public static long? ReadWholeNumber(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        reader.Skip();
        return null;
    }

    /// <summary>Enters the value if it is an object; skips it otherwise.</summary>
    public static bool EnterObject(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        reader.Skip();
        return false;
    }
}
