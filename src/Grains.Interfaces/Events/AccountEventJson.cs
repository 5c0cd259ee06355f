using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>An event in JSON, on one line: the same over HTTP and on the command line.</summary>
public static class AccountEventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="output">Where the object is written, in UTF-8.</param>
    /// <param name="written">The event.</param>
    public static void Write(IBufferWriter<byte> output, AccountEvent written)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("accountId", written.AccountId);
        json.WriteNumber("sequence", written.Sequence);
        json.WriteString("type", written.Type);
        json.WriteString("chatId", written.ChatId);
        json.WriteString("receivedAt", written.ReceivedAt.UtcDateTime);
        json.WriteString("mention", written.Mention);
        json.WritePropertyName("self");
        if (written.Self is { } self)
            json.WriteBooleanValue(self);
        else
            json.WriteNullValue();
        json.WritePropertyName("payload");
        WritePayload(json, written);
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, AccountEvent written)
    {
        if (!written.IsJson)
            json.WriteBase64StringValue(written.Payload);
        // Line breaks between the tokens would end the line.
        else if (written.Payload.AsSpan().IndexOfAny((byte)'\n', (byte)'\r') < 0)
            json.WriteRawValue(written.Payload, skipInputValidation: true);
        else
            JsonDocument.Parse(written.Payload).RootElement.WriteTo(json);
    }
}
