using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>Events that were read together, and how far the reading is. After one with a refusal there is no other.</summary>
/// <param name="LastEventId">Where to go on: every event up to this one was read or was not wanted. Null while the account never had an event.</param>
/// <param name="Events">In the order of their sequences; may be none.</param>
/// <param name="Through">Sequence after which the reading ends; null when it has no end.</param>
/// <param name="Refusal">Why there are no more; <see cref="RefusalKind.HistoryGone"/> when the events asked for are kept no longer, or when the
/// journal was restored or lost, so that ids from before mean nothing any more.</param>
[GenerateSerializer, Immutable, Alias("feishu.EventBatch")]
public sealed record EventBatch(
    [property: Id(0)] string? LastEventId,
    [property: Id(1)] AccountEvent[] Events,
    [property: Id(2)] long? Through,
    [property: Id(3)] AccountRefusal? Refusal) : IEventPlace
{
    public static EventBatch Refused(AccountRefusal refusal) => new(null, [], null, refusal);
}

/// <summary>An event as a reader gets it.</summary>
/// <param name="AccountId">The account that received it.</param>
/// <param name="Sequence">Its place among the account's events.</param>
/// <param name="Type">Event type, <c>unknown</c> for a payload that is no event of the platform.</param>
/// <param name="ChatId">Its chat; null when it belongs to none.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Mention"><c>me</c>, <c>all</c>, <c>none</c>, or <c>unknown</c> while the bot's own open_id is.</param>
/// <param name="Self">Whether the bot wrote it; null when that is not known.</param>
/// <param name="Payload">The bytes as the platform sent them.</param>
/// <param name="IsJson">Whether the payload is an event of the platform, and so JSON.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountEvent")]
public sealed record AccountEvent(
    [property: Id(0)] string AccountId,
    [property: Id(1)] long Sequence,
    [property: Id(2)] string Type,
    [property: Id(3)] string? ChatId,
    [property: Id(4)] DateTimeOffset ReceivedAt,
    [property: Id(5)] string Mention,
    [property: Id(6)] bool? Self,
    [property: Id(7)] byte[] Payload,
    [property: Id(8)] bool IsJson)
{
    /// <summary>Names the event; never its text.</summary>
    public override string ToString() => $"{AccountId} {Sequence} {Type}";
}
