using System.Text.Json;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Events;

/// <summary>
/// What deduplication and order need from the value of <c>event</c>, read in the envelope's own pass: the body is most of
/// the payload.
/// </summary>
internal struct EventBody
{
    /// <summary>Where the value is within the payload.</summary>
    public Range Range { get; private set; }

    /// <summary><c>message.message_id</c>; null when absent or no text.</summary>
    public string? MessageId { get; private set; }

    /// <summary>The chat: <c>message.chat_id</c>, <c>chat_id</c>, <c>context.open_chat_id</c> of a callback, or
    /// <c>open_chat_id</c> of schema 1.0; null when absent or too long to be one.</summary>
    public string? ChatId { get; private set; }

    /// <summary>Reads the value of the property on which the reader stands.</summary>
    public static EventBody Read(ref Utf8JsonReader reader)
    {
        var body = default(EventBody);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
            body.ReadProperties(ref reader);
        else
            reader.Skip();
        body.Range = start..(int)reader.BytesConsumed;
        return body;
    }

    private void ReadProperties(ref Utf8JsonReader reader)
    {
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("message"u8))
                ReadMessage(ref reader);
            else if (reader.ValueTextEquals("context"u8))
                ReadContext(ref reader);
            else if (reader.ValueTextEquals("chat_id"u8) || reader.ValueTextEquals("open_chat_id"u8))
                ChatId ??= ReadId(ref reader);
            else
                reader.Skip();
        }
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        var inside = reader.EnterObject();
        while (inside && reader.ReadProperty())
        {
            if (reader.ValueTextEquals("message_id"u8))
                MessageId ??= ReadId(ref reader);
            else if (reader.ValueTextEquals("chat_id"u8))
                ChatId ??= ReadId(ref reader);
            else
                reader.Skip();
        }
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        var inside = reader.EnterObject();
        while (inside && reader.ReadProperty())
        {
            if (reader.ValueTextEquals("open_chat_id"u8))
                ChatId ??= ReadId(ref reader);
            else
                reader.Skip();
        }
    }

    private static string? ReadId(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.ReadText() is { Length: > 0 and <= ProtocolLimits.MaxIdLength } id ? id : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate: this is no id, but the rest of the event is as good as any.
            return null;
        }
    }
}
