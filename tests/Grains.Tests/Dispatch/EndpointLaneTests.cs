using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class EndpointLaneTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly EndpointLane _lane;

    public EndpointLaneTests() => _lane = new EndpointLane(
        "http://127.0.0.1:9", 2, new EndpointBreaker(3, new Jitter(static () => 0.5)), new SteadyClock(_time), NullLogger.Instance);

    [Fact]
    public void Enter_PlacesTaken_WaitsForItsTurn()
    {
        var (busy, late) = (new User(), new User());
        Assert.Equal(LanePass.Plain, _lane.Enter(busy));
        Assert.Equal(LanePass.Plain, _lane.Enter(busy));
        Assert.Equal(LanePass.None, _lane.Enter(late));

        _lane.LeaveAfterSuccess(LanePass.Plain);

        Assert.Equal(1, late.Wakes);
        // The place is the late one's, however quick the busy one is.
        Assert.Equal(LanePass.None, _lane.Enter(busy));
        Assert.Equal(LanePass.Plain, _lane.Enter(late));
    }

    [Fact]
    public void Enter_ManyUsersAlwaysBusy_GetTheSameShare()
    {
        var users = Enumerable.Range(0, 5).Select(static _ => new User()).ToArray();
        var (served, running) = (new int[5], new Queue<int>());
        for (var round = 0; round < 1_000; round++)
        {
            for (var i = 0; i < users.Length; i++)
            {
                while (_lane.Enter(users[i]) == LanePass.Plain)
                {
                    served[i]++;
                    running.Enqueue(i);
                }
            }

            if (running.TryDequeue(out _))
                _lane.LeaveAfterSuccess(LanePass.Plain);
        }

        Assert.InRange(served.Max() - served.Min(), 0, 3);
    }

    [Fact]
    public void Withdraw_GrantedPlace_GoesToTheNext()
    {
        var (first, second) = (new User(), new User());
        _lane.Enter(first);
        _lane.Enter(first);
        _lane.Enter(first);
        _lane.Enter(second);
        _lane.LeaveAfterSuccess(LanePass.Plain);

        _lane.Withdraw(first);

        Assert.Equal(LanePass.Plain, _lane.Enter(second));
    }

    [Fact]
    public void Enter_Open_WakesOneUserWhenThePauseIsOver()
    {
        var (first, second) = (new User(), new User());
        Fail(first, times: 3);
        Assert.Equal(LanePass.None, _lane.Enter(first));
        Assert.Equal(LanePass.None, _lane.Enter(second));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1, 0), (first.Wakes, second.Wakes));
        Assert.Equal(LanePass.Probe, _lane.Enter(first));
        _lane.LeaveAfterSuccess(LanePass.Probe);
        Assert.Equal(1, second.Wakes);
        Assert.Equal(BreakerState.Closed, _lane.State);
    }

    [Fact]
    public void Enter_FirstInLineBehindAnOpenBreaker_IsWokenThoughNobodyLeaves()
    {
        var user = new User();
        Fail(user, times: 3);
        Assert.Equal(LanePass.None, _lane.Enter(user));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, user.Wakes);
    }

    public void Dispose() => _lane.Dispose();

    private void Fail(User user, int times)
    {
        for (var i = 0; i < times; i++)
            _lane.LeaveAfterFailure(_lane.Enter(user), null, "503", null);
    }

    private sealed class User : ILaneUser
    {
        public int Wakes { get; private set; }

        public void Wake() => Wakes++;
    }
}
