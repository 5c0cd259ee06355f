using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Messages;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>What a reader is told of an event beside what was kept.</summary>
/// <param name="Mention"><c>me</c>, <c>all</c>, <c>none</c>, or <c>unknown</c> while the bot's own open_id is.</param>
/// <param name="Self">Whether the bot wrote it; null when that is not known.</param>
/// <param name="IsJson">Whether the payload is an envelope, and so JSON.</param>
public readonly record struct EventAddress(string Mention, bool? Self, bool IsJson)
{
    /// <param name="kept">The event.</param>
    /// <param name="ownOpenId">The bot's open_id; null while it is not known.</param>
    public static EventAddress Of(JournalEvent kept, string? ownOpenId)
    {
        var envelope = EventEnvelope.TryParse(kept.Entry.Payload);
        var address = MessageAddress.Of(envelope, ownOpenId);
        return new EventAddress(address.MentionText, address.IsOwn, envelope is not null);
    }
}
