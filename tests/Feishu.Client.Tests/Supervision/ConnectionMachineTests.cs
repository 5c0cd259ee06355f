using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

/// <summary>The numbers inside the transitions.</summary>
public class ConnectionMachineTests
{
    private static readonly DateTimeOffset Now = MachineSamples.Now;
    private static readonly ConnectionTrigger Lost = new ConnectionTrigger.Failed(new(FailureKind.Closed, 1006, "lost"));

    [Fact]
    public void Failed_TimeAfterTime_BacksOffAsDesigned()
    {
        double[] expected = [2, 3.6, 6.48, 11.664, 20.9952, 37.79136, 60, 60];
        ConnectionState state = Connecting(FailureStreak.None);
        List<double> delays = [];

        foreach (var _ in expected)
        {
            var backoff = (Backoff)ConnectionMachine.Next(state, Lost, MachineSamples.Input()).State;
            delays.Add((backoff.Due - Now).TotalSeconds);
            state = Connecting(backoff.Streak);
        }

        Assert.Equal(expected, delays.Select(delay => Math.Round(delay, 6)));
    }

    [Theory]
    [InlineData(0, 1.6)]
    [InlineData(0.5, 2)]
    [InlineData(0.999999999, 2.4)]
    public void Failed_AnyChance_StaysWithinTheJitter(double chance, double seconds)
    {
        var backoff = (Backoff)ConnectionMachine.Next(Connecting(FailureStreak.None), Lost, MachineSamples.Input(chance: chance)).State;

        Assert.Equal(seconds, (backoff.Due - Now).TotalSeconds, 6);
    }

    [Fact]
    public void Failed_InACrowd_SpreadsOverTheWholeMaxBackoff()
    {
        var backoff = (Backoff)ConnectionMachine.Next(Connecting(FailureStreak.None), Lost, MachineSamples.Input(chance: 0.75, crowded: true)).State;

        Assert.Equal(45, (backoff.Due - Now).TotalSeconds, 6);
    }

    [Fact]
    public void Failed_OverLimit_WaitsForTheOverLimitBackoff()
    {
        var refused = new ConnectionTrigger.Failed(new(FailureKind.OverLimit, 1000040350, "limit"));

        var backoff = (Backoff)ConnectionMachine.Next(Connecting(FailureStreak.None), refused, MachineSamples.Input()).State;

        Assert.Equal(Now + TimeSpan.FromMinutes(5), backoff.Due);
    }

    [Theory]
    [InlineData(59, 5, 5)] // too short
    [InlineData(60, 5, 1)] // stable: forgotten, this loss is the first
    [InlineData(3600, 0, 6)] // long, but never a pong
    public void Failed_AfterConnected_ForgetsFailuresOnlyWhenStable(int seconds, int pongs, int expected)
    {
        var before = pongs == 0 ? 5 : 4;
        var connected = new Connected(Now - TimeSpan.FromSeconds(seconds), new FailureStreak(before, 0), Now, null, Now, pongs);

        var backoff = (Backoff)ConnectionMachine.Next(connected, Lost, MachineSamples.Input()).State;

        Assert.Equal(expected, backoff.Streak.Failures);
    }

    [Fact]
    public void Failed_HandshakeAuthRefused_FaultsAtTheThirdInARow()
    {
        var refused = new ConnectionTrigger.Failed(new(FailureKind.HandshakeAuthRefused, 1000040348, "spent"));
        var first = (Backoff)ConnectionMachine.Next(Connecting(FailureStreak.None), refused, MachineSamples.Input()).State;
        var second = (Backoff)ConnectionMachine.Next(Connecting(first.Streak), refused, MachineSamples.Input()).State;

        var third = ConnectionMachine.Next(Connecting(second.Streak), refused, MachineSamples.Input()).State;
        var interrupted = (Backoff)ConnectionMachine.Next(Connecting(second.Streak), Lost, MachineSamples.Input()).State;

        Assert.Equal(FaultReason.HandshakeAuthenticationFailed, Assert.IsType<Faulted>(third).Reason);
        Assert.Equal(0, interrupted.Streak.AuthRefusals);
    }

    [Fact]
    public void TimerElapsed_FrameSinceThePing_CountsAsLife()
    {
        var pinged = new Connected(Now, default, Now, new OpenPing(Now, Now + TimeSpan.FromSeconds(10)), Now + TimeSpan.FromSeconds(30), 1);
        var frameAt = Now + TimeSpan.FromSeconds(3);

        var step = ConnectionMachine.Next(pinged, new ConnectionTrigger.TimerElapsed(frameAt), MachineSamples.Input(Now + TimeSpan.FromSeconds(10)));

        var connected = Assert.IsType<Connected>(step.State);
        Assert.Equal((frameAt, null), (connected.LastFrameAt, connected.OpenPing));
    }

    [Fact]
    public void TimerElapsed_LongAfterItsTime_GivesTheSilentSocketItsWholeGrace()
    {
        var woken = Now + TimeSpan.FromHours(8);
        var pinged = new Connected(Now, default, Now, new OpenPing(Now, Now + TimeSpan.FromSeconds(10)), Now + TimeSpan.FromSeconds(30), 1);

        var step = ConnectionMachine.Next(pinged, new ConnectionTrigger.TimerElapsed(null), MachineSamples.Input(woken));

        Assert.Equal(woken + MachineSamples.Options.StaleGrace, Assert.IsType<Stale>(step.State).GraceEnds);
    }

    private static Connecting Connecting(FailureStreak streak) => new(Now, streak, ConnectStage.Handshaking, Now + TimeSpan.FromSeconds(10));
}
