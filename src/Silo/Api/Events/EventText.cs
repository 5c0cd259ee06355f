using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>
/// An event in the text of a stream (Server-Sent Events): <c>id</c>, <c>event</c>, <c>data</c>. Written once for all who
/// read the same tail.
/// </summary>
internal static class EventText
{
    private const string UnknownType = "unknown";

    private static readonly ConditionalWeakTable<JournalEvent, byte[]> Written = [];
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="kept">The event.</param>
    /// <param name="generation">The journal's generation.</param>
    /// <param name="ownOpenId">The bot's open_id; null while it is not known.</param>
    public static ReadOnlyMemory<byte> Of(JournalEvent kept, string generation, string? ownOpenId)
    {
        if (Written.TryGetValue(kept, out var written))
            return written;
        var address = EventAddress.Of(kept, ownOpenId);
        written = Write(kept, generation, address);
        // What is not known yet may be known for the next reader.
        if (address.Self is not null)
            Written.TryAdd(kept, written);
        return written;
    }

    private static byte[] Write(JournalEvent kept, string generation, EventAddress address)
    {
        var text = new ArrayBufferWriter<byte>(kept.Entry.Payload.Length + 512);
        Add(text, string.Create(CultureInfo.InvariantCulture, $"id: {generation}:{kept.Sequence}\nevent: {LineOf(kept.Entry.Type)}\ndata: "));
        using (var json = new Utf8JsonWriter(text, Json))
            WriteData(json, kept, address);
        Add(text, "\n\n");
        return text.WrittenSpan.ToArray();
    }

    private static void WriteData(Utf8JsonWriter json, JournalEvent kept, EventAddress address)
    {
        json.WriteStartObject();
        json.WriteString("accountId", kept.Entry.AccountId);
        json.WriteNumber("sequence", kept.Sequence);
        json.WriteString("type", kept.Entry.Type);
        json.WriteString("chatId", kept.Entry.ChatId);
        json.WriteString("receivedAt", kept.Entry.ReceivedAt.UtcDateTime);
        json.WriteString("mention", address.Mention);
        json.WritePropertyName("self");
        if (address.Self is { } self)
            json.WriteBooleanValue(self);
        else
            json.WriteNullValue();
        json.WritePropertyName("payload");
        WritePayload(json, kept.Entry.Payload, address.IsJson);
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, ReadOnlyMemory<byte> payload, bool isJson)
    {
        if (!isJson)
            json.WriteBase64StringValue(payload.Span);
        // Line breaks between the tokens would end the line of the stream.
        else if (payload.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
            json.WriteRawValue(payload.Span, skipInputValidation: true);
        else
            JsonDocument.Parse(payload).RootElement.WriteTo(json);
    }

    private static string LineOf(string type) => type.Length > 0 && !type.Any(char.IsControl) ? type : UnknownType;

    private static void Add(ArrayBufferWriter<byte> text, string part) => Encoding.UTF8.GetBytes(part, text);
}
