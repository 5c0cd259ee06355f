namespace Feishu.Client.Tests.Recovery;

/// <summary>How a case ended.</summary>
/// <param name="Took">From the fault, or from its end if it lasted, to the first frame of the next connection; null when
/// the connection lived through it.</param>
/// <param name="Bound">What <paramref name="Took"/> may be at most.</param>
/// <param name="DiscoveryCalls">Calls begun since the fault began.</param>
internal sealed record RecoveryResult(TimeSpan? Took, TimeSpan Bound, int DiscoveryCalls)
{
    public override string ToString() => Took is { } took ? FormattableString.Invariant($"{took.TotalSeconds:0.0} s, {DiscoveryCalls}") : "stays";
}
