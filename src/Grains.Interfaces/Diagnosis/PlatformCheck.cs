namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>What came of asking a platform for anything, without credentials.</summary>
/// <param name="Address">Scheme, host and port.</param>
/// <param name="Took">How long the answer took.</param>
/// <param name="HttpStatus">The answer's status; null when there was none.</param>
/// <param name="Clock">The platform's clock, by the answer's <c>Date</c>, as seen by the silo; null without one.</param>
/// <param name="Problem">Why there was no answer, without a full stop; null when there was.</param>
[GenerateSerializer, Immutable, Alias("feishu.PlatformCheck")]
public sealed record PlatformCheck(
    [property: Id(0)] string Address,
    [property: Id(1)] TimeSpan Took,
    [property: Id(2)] int? HttpStatus,
    [property: Id(3)] ClockGap? Clock,
    [property: Id(4)] string? Problem);
