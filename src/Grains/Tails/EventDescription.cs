using System.Runtime.InteropServices;
using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Messages;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>What readers are told of an event.</summary>
public static class EventDescription
{
    /// <param name="kept">The event.</param>
    /// <param name="ownOpenId">The bot's open_id; null while it is not known.</param>
    public static AccountEvent Describe(this JournalEvent kept, string? ownOpenId)
    {
        var entry = kept.Entry;
        var envelope = EventEnvelope.TryParse(entry.Payload);
        var address = MessageAddress.Of(envelope, ownOpenId);
        return new AccountEvent(
            entry.AccountId,
            kept.Sequence,
            entry.Type,
            entry.ChatId,
            entry.ReceivedAt,
            address.MentionText,
            address.IsOwn,
            BytesOf(entry.Payload),
            envelope is not null);
    }

    /// <summary>The bytes, without a copy where they are an array of their own.</summary>
    private static byte[] BytesOf(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var whole) && whole.Array!.Length == payload.Length ? whole.Array : payload.ToArray();
}
