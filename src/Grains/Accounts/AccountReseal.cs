namespace FeishuOrleans.Grains.Accounts;

/// <summary>What came of sealing an account's secrets anew.</summary>
/// <param name="IsChanged">False when they were sealed with the current key already, or could not be sealed.</param>
/// <param name="Problem">Why they could not be sealed; null when they are.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountReseal")]
internal sealed record AccountReseal([property: Id(0)] bool IsChanged, [property: Id(1)] string? Problem);
