namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>A change of an account's phase, as it happened.</summary>
/// <param name="At">When.</param>
/// <param name="Phase">The phase that began.</param>
/// <param name="Reason">Stable name of what led to it; null when nothing failed.</param>
/// <param name="Message">What happened, for people; null when nothing did beside the change.</param>
/// <param name="Silo">Name of the silo on which it happened.</param>
/// <param name="Epoch">The account's epoch at that time.</param>
[GenerateSerializer, Immutable, Alias("feishu.PhaseChange")]
public sealed record PhaseChange(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] ConnectionPhase Phase,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string? Message,
    [property: Id(4)] string Silo,
    [property: Id(5)] long Epoch);
