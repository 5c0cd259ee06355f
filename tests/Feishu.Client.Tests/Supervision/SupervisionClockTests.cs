using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

public class SupervisionClockTests
{
    private readonly JumpyTime _time = new();

    [Fact]
    public void Now_WallClockSetBack_DoesNotRunBackwards()
    {
        var clock = new SupervisionClock(_time);
        var before = clock.Now;

        _time.Wall -= TimeSpan.FromHours(1);
        _time.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(before + TimeSpan.FromSeconds(10), clock.Now);
    }

    [Fact]
    public void Now_MachineSlept_JumpsWithTheWallClock()
    {
        var clock = new SupervisionClock(_time);
        var before = clock.Now;

        _time.Wall += TimeSpan.FromHours(8);

        Assert.Equal(before + TimeSpan.FromHours(8), clock.Now);
    }

    [Fact]
    public void Now_WallClockAdjusted_Ignores()
    {
        var clock = new SupervisionClock(_time);
        var before = clock.Now;

        _time.Wall += TimeSpan.FromMilliseconds(900);

        Assert.Equal(before, clock.Now);
    }

    [Fact]
    public void At_MomentBeforeAJump_StaysBeforeIt()
    {
        var clock = new SupervisionClock(_time);
        _time.Pass(TimeSpan.FromSeconds(1));
        var frame = _time.GetTimestamp();
        _time.Pass(TimeSpan.FromSeconds(1));
        var ping = clock.Now;

        _time.Wall += TimeSpan.FromHours(1);

        Assert.Equal(ping - TimeSpan.FromSeconds(1), clock.At(frame));
        Assert.Equal(ping + TimeSpan.FromHours(1), clock.At(_time.GetTimestamp()));
    }

    /// <summary>Wall clock and timestamp that move apart.</summary>
    private sealed class JumpyTime : TimeProvider
    {
        private long _timestamp = 1;

        public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => _timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan elapsed)
        {
            _timestamp += elapsed.Ticks;
            Wall += elapsed;
        }
    }
}
