namespace Feishu.Client.Supervision;

/// <summary>Failures in a row. Forgotten only by a stable connection (<see cref="SupervisionOptions.StableAfter"/>).</summary>
/// <param name="Failures">Failed attempts and connections lost before they were stable.</param>
/// <param name="AuthRefusals">Of the newest failures, how many in a row were handshake refusals with status 514.</param>
public readonly record struct FailureStreak(int Failures, int AuthRefusals)
{
    public static FailureStreak None => default;

    /// <summary>The streak with one failure more.</summary>
    public FailureStreak Add(ConnectionFailure failure) => new(
        Failures == int.MaxValue ? Failures : Failures + 1,
        failure.Kind == FailureKind.HandshakeAuthRefused ? AuthRefusals + 1 : 0);
}
