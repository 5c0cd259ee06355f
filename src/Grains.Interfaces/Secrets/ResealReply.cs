namespace FeishuOrleans.Grains.Interfaces.Secrets;

/// <summary>What came of sealing secrets anew.</summary>
/// <param name="KeyId">Names the master key they are sealed with now.</param>
/// <param name="Accounts">Accounts that were looked at.</param>
/// <param name="Resealed">Of these, those whose secrets were sealed with another key before.</param>
/// <param name="Failures">Of these, those that could not be sealed.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
/// <param name="Refusal">Why nothing was done at all; null when it was.</param>
[GenerateSerializer, Immutable, Alias("feishu.ResealReply")]
public sealed record ResealReply(
    [property: Id(0)] string KeyId,
    [property: Id(1)] int Accounts,
    [property: Id(2)] int Resealed,
    [property: Id(3)] ResealFailure[] Failures,
    [property: Id(4)] string? Next = null,
    [property: Id(5)] string? Refusal = null)
{
    public static ResealReply Refused(string keyId, string refusal) => new(keyId, 0, 0, [], null, refusal);

    /// <summary>This and what came after it.</summary>
    public ResealReply Plus(ResealReply later) =>
        later with { Accounts = Accounts + later.Accounts, Resealed = Resealed + later.Resealed, Failures = [.. Failures, .. later.Failures] };
}
