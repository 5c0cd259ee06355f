using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Grains.Timelines;

namespace FeishuOrleans.Grains.Tests.Timelines;

public sealed class SiloTimelinesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    private static readonly Connecting Asking = new(At, FailureStreak.None, ConnectStage.Discovering, At);
    private static readonly Stopped Stopped = new(At, "operator");

    private readonly SiloTimelines _timelines = new(new LocalSilo());

    [Fact]
    public void Note_StepIntoAnotherPhase_IsRemembered()
    {
        _timelines.Note("a1", 7, new Transition(Asking, Stopped, At));

        Assert.Equal([new PhaseChange(At, ConnectionPhase.Stopped, null, "Closed by: operator", "silo-1", 7)], _timelines.Read("a1"));
    }

    [Fact]
    public void Note_StepWithinAPhase_IsNone()
    {
        _timelines.Note("a1", 7, new Transition(Asking, Asking with { Stage = ConnectStage.Handshaking }, At));

        Assert.Empty(_timelines.Read("a1"));
    }

    [Fact]
    public void Note_MoreThanAreKept_ForgetsTheOldest()
    {
        for (var number = 1; number <= SiloTimelines.Length + 1; number++)
            _timelines.Note("a1", number, number % 2 == 0 ? new Transition(Asking, Stopped, At) : new Transition(Stopped, Asking, At));

        var remembered = _timelines.Read("a1");

        Assert.Equal(SiloTimelines.Length, remembered.Length);
        Assert.Equal((2, SiloTimelines.Length + 1), (remembered[0].Epoch, remembered[^1].Epoch));
    }
}
