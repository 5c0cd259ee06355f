namespace FeishuOrleans.Grains.Interfaces.Secrets;

/// <summary>An account whose secrets could not be sealed anew.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Problem">Why, for people.</param>
[GenerateSerializer, Immutable, Alias("feishu.ResealFailure")]
public sealed record ResealFailure([property: Id(0)] string AccountId, [property: Id(1)] string Problem);
