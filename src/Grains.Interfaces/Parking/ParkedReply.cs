using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Parking;

/// <summary>A page of parked events, or why there is none. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("feishu.ParkedReply")]
public sealed record ParkedReply(
    [property: Id(0)] ParkedPage? Page,
    [property: Id(1)] AccountRefusal? Refusal)
{
    public static ParkedReply Of(ParkedPage page) => new(page, null);

    public static ParkedReply Refused(AccountRefusal refusal) => new(null, refusal);
}

/// <summary>One page of the events of an account that are not delivered until a person decides.</summary>
/// <param name="Events">In order of their sequences.</param>
/// <param name="Next">Value for <c>after</c> of the next page, or null when this is the last.</param>
[GenerateSerializer, Immutable, Alias("feishu.ParkedPage")]
public sealed record ParkedPage(
    [property: Id(0)] ParkedEvent[] Events,
    [property: Id(1)] long? Next);

/// <summary>A parked event. Its text is shown nowhere.</summary>
/// <param name="Sequence">Its place among the account's events.</param>
/// <param name="Type">Event type.</param>
/// <param name="ChatId">Its chat; null when it belongs to none.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Attempts">Tries made.</param>
/// <param name="Reason">What the last try came to.</param>
/// <param name="ParkedAt">When it was parked.</param>
[GenerateSerializer, Immutable, Alias("feishu.ParkedEvent")]
public sealed record ParkedEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string Type,
    [property: Id(2)] string? ChatId,
    [property: Id(3)] DateTimeOffset ReceivedAt,
    [property: Id(4)] int Attempts,
    [property: Id(5)] string Reason,
    [property: Id(6)] DateTimeOffset ParkedAt);
