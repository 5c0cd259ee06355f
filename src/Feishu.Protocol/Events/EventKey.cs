using System.Security.Cryptography;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Events;

/// <summary>
/// What makes two deliveries the same event (protocol notes, section 6.2). A received message goes by its
/// <c>message_id</c>, because the platform says not to rely on <c>event_id</c> there.
/// </summary>
/// <param name="Kind">Where the id comes from; ids of different kinds are never equal.</param>
/// <param name="Id">The id, at most <see cref="ProtocolLimits.MaxIdLength"/> characters.</param>
public readonly record struct EventKey(EventKeyKind Kind, string Id)
{
    /// <summary>The key of a payload; never throws.</summary>
    /// <param name="payload">The payload as received.</param>
    /// <param name="envelope">Its envelope, or null when it has none.</param>
    public static EventKey Of(ReadOnlySpan<byte> payload, EventEnvelope? envelope)
    {
        if (envelope is { EventType: EventTypes.MessageReceived } && IsUsable(envelope.MessageId, out var messageId))
            return new EventKey(EventKeyKind.Message, messageId);
        if (envelope is not null && IsUsable(envelope.EventId, out var eventId))
            return new EventKey(envelope.Schema == EnvelopeSchema.V1 ? EventKeyKind.Uuid : EventKeyKind.Event, eventId);
        return new EventKey(EventKeyKind.Sha256, Convert.ToHexStringLower(SHA256.HashData(payload)));
    }

    /// <summary>Kind and id in one text, for example <c>message:om_1</c>. Stored, so it does not change.</summary>
    public override string ToString() => Kind switch
    {
        EventKeyKind.Message => "message:" + Id,
        EventKeyKind.Event => "event:" + Id,
        EventKeyKind.Uuid => "uuid:" + Id,
        _ => "sha256:" + Id,
    };

    private static bool IsUsable(string? id, out string usable)
    {
        usable = id ?? "";
        return usable.Length is > 0 and <= ProtocolLimits.MaxIdLength;
    }
}
