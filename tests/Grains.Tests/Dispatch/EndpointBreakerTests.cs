using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class EndpointBreakerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly EndpointBreaker _breaker = new(5, new Jitter(static () => 0.5));

    [Fact]
    public void Fail_FiveInARow_Opens()
    {
        var counted = Enumerable.Range(0, 5).Select(_ => Fail(Start)).ToArray();

        Assert.Equal([true, true, true, true, true], counted);
        Assert.Equal(BreakerState.Open, _breaker.State);
        Assert.Equal(Start.AddSeconds(1), _breaker.OpenUntil);
    }

    [Fact]
    public void Fail_WithASuccessBetween_StaysClosed()
    {
        for (var i = 0; i < 20; i++)
        {
            Fail(Start);
            if (i % 4 == 3)
                _breaker.Succeed(LanePass.Plain, Start);
        }

        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void Fail_OneSuspectEventForEver_StaysClosed()
    {
        var counted = Enumerable.Range(0, 100).Select(_ => _breaker.Fail(LanePass.Plain, "bot 7", null, Start)).ToArray();

        Assert.All(counted, Assert.True);
        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void Fail_FiveSuspectEvents_Opens()
    {
        for (var i = 0; i < 5; i++)
            _breaker.Fail(LanePass.Plain, $"bot {i}", null, Start);

        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void Enter_Open_LetsOneProbeThroughWhenThePauseIsOver()
    {
        Open();

        Assert.Equal(LanePass.None, _breaker.Enter(Start.AddSeconds(0.9)));
        Assert.Equal(LanePass.Probe, _breaker.Enter(Start.AddSeconds(1)));
        Assert.Equal(LanePass.None, _breaker.Enter(Start.AddSeconds(1)));
        Assert.Equal(BreakerState.HalfOpen, _breaker.State);
    }

    [Fact]
    public void Fail_WhileOutOfService_DoesNotCount()
    {
        Open();

        Assert.False(Fail(Start));
        _breaker.Enter(Start.AddSeconds(1));
        Assert.False(_breaker.Fail(LanePass.Probe, null, null, Start.AddSeconds(1)));
        Assert.Equal(BreakerState.Open, _breaker.State);
    }

    [Fact]
    public void Fail_ProbeAfterProbe_PausesDoubleUpToFifteenSeconds()
    {
        Open();
        var (now, pauses) = (Start, new List<double>());
        for (var i = 0; i < 9; i++)
        {
            pauses.Add((_breaker.OpenUntil - now).TotalSeconds);
            now = _breaker.OpenUntil;
            Assert.Equal(LanePass.Probe, _breaker.Enter(now));
            _breaker.Fail(LanePass.Probe, null, null, now);
        }

        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15, 15], pauses);
    }

    [Fact]
    public void Fail_EndpointAsksForAPause_IsHonouredUpToTenMinutes()
    {
        for (var i = 0; i < 5; i++)
            _breaker.Fail(LanePass.Plain, null, TimeSpan.FromHours(5), Start);

        Assert.Equal(Start.AddMinutes(10), _breaker.OpenUntil);
    }

    [Fact]
    public void Succeed_Probe_ClosesAndForgets()
    {
        Open();
        _breaker.Enter(Start.AddSeconds(1));

        _breaker.Succeed(LanePass.Probe, Start.AddSeconds(2));

        Assert.Equal(BreakerState.Closed, _breaker.State);
        Assert.Equal(TimeSpan.FromSeconds(2), _breaker.OutOfService(Start.AddHours(1)));
        Assert.All(Enumerable.Range(0, 4), _ => Assert.True(Fail(Start)));
        Assert.Equal(BreakerState.Closed, _breaker.State);
    }

    [Fact]
    public void Abandon_Probe_LetsAnotherOneThrough()
    {
        Open();
        _breaker.Enter(Start.AddSeconds(1));

        _breaker.Abandon(LanePass.Probe);

        Assert.Equal(LanePass.Probe, _breaker.Enter(Start.AddSeconds(1)));
    }

    private bool Fail(DateTimeOffset now) => _breaker.Fail(LanePass.Plain, null, null, now);

    private void Open()
    {
        for (var i = 0; i < 5; i++)
            Fail(Start);
    }
}
