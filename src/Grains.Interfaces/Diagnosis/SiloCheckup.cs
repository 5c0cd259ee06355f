namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>One silo, looked at.</summary>
/// <param name="Name">Name of the silo.</param>
/// <param name="Status">Membership status in lower case, for example <c>active</c>.</param>
/// <param name="Clock">Its clock as seen by the silo that asked; null when it did not answer.</param>
/// <param name="Facts">What it says of itself; null when it did not answer.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloCheckup")]
public sealed record SiloCheckup(
    [property: Id(0)] string Name,
    [property: Id(1)] string Status,
    [property: Id(2)] ClockGap? Clock,
    [property: Id(3)] SiloFacts? Facts);
