namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>What came of a small write to storage.</summary>
/// <param name="Part"><c>state</c> (accounts, secrets, identities) or <c>journal</c> (events).</param>
/// <param name="Took">How long it took.</param>
/// <param name="Problem">What went wrong, without a full stop; null when it was written.</param>
[GenerateSerializer, Immutable, Alias("feishu.StorageCheck")]
public sealed record StorageCheck(
    [property: Id(0)] string Part,
    [property: Id(1)] TimeSpan Took,
    [property: Id(2)] string? Problem);
