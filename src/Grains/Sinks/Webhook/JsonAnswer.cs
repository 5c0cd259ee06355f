using System.Text.Json;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>What of a response body may go back to the platform.</summary>
internal static class JsonAnswer
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>The object; for an empty body the object that changes nothing, because a handler that returns nothing has
    /// answered all the same; empty for anything else.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte>? body)
    {
        if (body is not { } json)
            return default;
        if (json.IsEmpty)
            return Nothing;
        return IsObject(json.Span) ? json : default;
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            reader.Skip();
            // Throws for anything but white space.
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
