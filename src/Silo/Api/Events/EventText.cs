using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using FeishuOrleans.Grains.Interfaces.Events;
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

    /// <param name="kept">The event.</param>
    /// <param name="reading">Who reads it.</param>
    /// <param name="ownOpenId">The bot's open_id; null while it is not known.</param>
    public static ReadOnlyMemory<byte> Of(JournalEvent kept, EventReading reading, string? ownOpenId)
    {
        if (Written.TryGetValue(kept, out var written))
            return written;
        var described = kept.Describe(ownOpenId);
        written = Write(described, reading.IdOf(kept.Sequence));
        // What is not known yet may be known for the next reader.
        if (described.Self is not null)
            Written.TryAdd(kept, written);
        return written;
    }

    private static byte[] Write(AccountEvent described, string id)
    {
        var text = new ArrayBufferWriter<byte>(described.Payload.Length + 512);
        Add(text, string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {LineOf(described.Type)}\ndata: "));
        AccountEventJson.Write(text, described);
        Add(text, "\n\n");
        return text.WrittenSpan.ToArray();
    }

    private static string LineOf(string type) => type.Length > 0 && !type.Any(char.IsControl) ? type : UnknownType;

    private static void Add(ArrayBufferWriter<byte> text, string part) => Encoding.UTF8.GetBytes(part, text);
}
