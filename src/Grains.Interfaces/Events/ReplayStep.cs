using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>What a replay has just done. After one with a refusal there is no other.</summary>
/// <param name="LastEventId">Where to go on: every event up to this one was delivered, refused by the webhook, or not wanted.</param>
/// <param name="Through">Sequence after which the replay ends.</param>
/// <param name="Outcome">What became of the event; null in the first step and in those that only say that the replay lives.</param>
/// <param name="Refusal">Why the replay ended early; <see cref="RefusalKind.EndpointUnavailable"/> when the webhook did not do its part.</param>
[GenerateSerializer, Immutable, Alias("feishu.ReplayStep")]
public sealed record ReplayStep(
    [property: Id(0)] string? LastEventId,
    [property: Id(1)] long? Through,
    [property: Id(2)] ReplayOutcome? Outcome,
    [property: Id(3)] AccountRefusal? Refusal) : IEventPlace
{
    public static ReplayStep Refused(AccountRefusal refusal) => new(null, null, null, refusal);
}

/// <summary>What became of a replayed event.</summary>
[GenerateSerializer, Alias("feishu.ReplayOutcome")]
public enum ReplayOutcome
{
    /// <summary>The webhook accepted it.</summary>
    Delivered,

    /// <summary>The webhook will never take it (400, 413, 422): it was passed over.</summary>
    Refused,
}
