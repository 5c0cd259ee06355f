using Feishu.Client.Supervision;
using Feishu.Simulator.Platform;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>Lasts until it is lifted.</summary>
/// <param name="Name">Name.</param>
/// <param name="Stage">The stage of an attempt that meets it.</param>
/// <param name="Arm">Begins it.</param>
/// <param name="Lift">Ends it.</param>
/// <param name="Seen">What the account makes of it.</param>
internal sealed record ArmedFault(
    string Name,
    ConnectStage Stage,
    Func<FakePlatform, FakeApp, Task> Arm,
    Action<FakePlatform, FakeApp> Lift,
    params FailureKind[] Seen)
    : Fault(Name, Seen)
{
    public override IReadOnlyList<HitState> States { get; init; } = Enum.GetValues<HitState>();

    /// <summary>Open sockets meet it too: no account has to lose its connection first.</summary>
    public bool MeetsOpenSockets { get; init; }

    /// <summary>Failures it causes before it is lifted.</summary>
    public int Failures { get; init; } = 2;

    /// <summary>Waits until it holds another attempt, so that it is lifted around one.</summary>
    public Func<FakeApp, Task>? Catch { get; init; }

    /// <summary>How long an attempt that it holds goes on after it was lifted.</summary>
    public Func<RecoveryTimes, TimeSpan> Lingers { get; init; } = static _ => TimeSpan.Zero;

    /// <summary>Longest pause after one of its failures, when that is not the growing one.</summary>
    public Func<RecoveryTimes, TimeSpan>? Pause { get; init; }
}
