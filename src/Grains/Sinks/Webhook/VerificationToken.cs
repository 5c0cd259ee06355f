using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// Fills the empty <c>token</c> of an envelope (protocol notes, section 6.1: on a long connection it is empty, in webhook
/// mode it is the Verification Token, and official handlers compare it). The only change ever made to a body; every
/// other byte stays.
/// </summary>
internal static class VerificationToken
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>The body with its token, or the same body when it has none to fill.</summary>
    public static ReadOnlyMemory<byte> Fill(ReadOnlyMemory<byte> body, string token)
    {
        if (FindEmpty(body.Span) is not { } place)
            return body;
        // Nothing is escaped that JSON does not demand: the platform would not either.
        var value = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(token, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
        return Join(body.Span[..place.Start], value, body.Span[place.End..]);
    }

    /// <summary>Where the empty text stands, quotes included: in <c>header</c> (2.0), else at the top (1.0).</summary>
    private static (int Start, int End)? FindEmpty(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, Options);
            return Read(ref reader);
        }
        catch (JsonException)
        {
            // Not an envelope: delivered as it is.
            return null;
        }
    }

    private static (int Start, int End)? Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        (int, int)? top = null, inHeader = null;
        var hasHeader = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("header"u8))
                (hasHeader, inHeader) = (true, ReadHeader(ref reader));
            else if (reader.ValueTextEquals("token"u8))
                top = ReadValue(ref reader);
            else
                reader.Skip();
        }

        return hasHeader ? inHeader : top;
    }

    private static (int Start, int End)? ReadHeader(ref Utf8JsonReader reader)
    {
        (int, int)? place = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("token"u8))
                place = ReadValue(ref reader);
            else
                reader.Skip();
        }

        return place;
    }

    private static (int Start, int End)? ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
            return ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
        reader.Skip();
        return null;
    }

    private static byte[] Join(ReadOnlySpan<byte> before, ReadOnlySpan<byte> value, ReadOnlySpan<byte> after)
    {
        var whole = new byte[before.Length + value.Length + after.Length];
        before.CopyTo(whole);
        value.CopyTo(whole.AsSpan(before.Length));
        after.CopyTo(whole.AsSpan(before.Length + value.Length));
        return whole;
    }
}
