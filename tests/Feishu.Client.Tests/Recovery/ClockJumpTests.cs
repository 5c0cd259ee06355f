using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>Somebody sets the wall clock: the account is neither deaf afterwards nor does it connect anew for it.</summary>
public sealed class ClockJumpTests
{
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task WallClockSet_BothWaysAgainAndAgain_ConnectionGoesOn()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, RecoveryTimes.Short.Apply, time: _time);
        await fleet.ConnectAsync(1);
        var account = fleet.Accounts[0];

        foreach (var hours in (int[])[1, -1, -24, 48, -24])
        {
            _time.Jump(TimeSpan.FromHours(hours));
            await account.App.WaitForPingsAsync(account.App.Log.CountOf<Pinged>() + 2);
            await account.AssertServesAsync();
        }

        Assert.Equal(1, account.Connection.Snapshot.Counters.Connects);
        Assert.IsType<Connected>(account.Connection.Snapshot.State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task WallClockSet_PeerFrozen_IsStillReplacedInTime(int hours)
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, RecoveryTimes.Short.Apply, time: _time);
        await fleet.ConnectAsync(1);
        var account = fleet.Accounts[0];

        account.App.Freeze();
        account.Probe.OnEach = step =>
        {
            // Once in each waiting state: while it waits for a pong the timer's own look finds the jump.
            if (step.To is Stale or Backoff)
                _time.Jump(TimeSpan.FromHours(hours));
        };
        _time.Jump(TimeSpan.FromHours(hours));
        await account.App.WaitForConnectsAsync(2);

        // A jump must not pass an old frame off as the answer to a newer ping.
        Assert.Single(account.Probe.Transitions.Items, static step => step.To is Stale);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task WallClockSet_WhileWaitingToTryAgain_TheWaitEnds(int hours)
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, RecoveryTimes.Short.Apply, time: _time);
        var account = fleet.Add();
        account.App.Faults.Endpoint.Set(new EndpointFault { HttpStatus = 500, Times = 3 });
        account.Probe.OnEach = step =>
        {
            if (step.To is Backoff)
                _time.Jump(TimeSpan.FromHours(hours));
        };

        account.Connection.Start();

        await account.Probe.ReachedAsync<Connected>();
    }
}
