using Feishu.Client.Supervision;
using Feishu.Simulator.Platform;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>Happens once, to an open socket.</summary>
internal sealed record SocketFault(string Name, Action<FakeApp> Act, params FailureKind[] Seen) : Fault(Name, Seen)
{
    /// <summary>Only silence tells it.</summary>
    public bool IsSilent { get; init; }

    public override IReadOnlyList<HitState> States { get; init; } = [HitState.AwaitingFirstFrame, HitState.Connected, HitState.Stale];
}
