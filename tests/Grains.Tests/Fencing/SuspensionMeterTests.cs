using FeishuOrleans.Grains.Fencing;

namespace FeishuOrleans.Grains.Tests.Fencing;

public sealed class SuspensionMeterTests
{
    private readonly SleepyClock _clock = new();

    [Fact]
    public void Look_EachTime_GivesTheTimeSinceTheLookBefore()
    {
        var meter = new SuspensionMeter(_clock);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(4), meter.Look());
        Assert.Equal(TimeSpan.Zero, meter.Look());
    }

    [Fact]
    public void Look_TheMachineSlept_CountsTheSleep()
    {
        var meter = new SuspensionMeter(_clock);
        _clock.WallOnly += TimeSpan.FromHours(1);

        Assert.Equal(TimeSpan.FromHours(1), meter.Look());
    }

    [Fact]
    public void Look_WallClockSetBack_CountsWhatPassed()
    {
        var meter = new SuspensionMeter(_clock);
        _clock.WallOnly -= TimeSpan.FromHours(1);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), meter.Look());
    }

    /// <summary>A steady clock that runs, and a wall clock that may go its own way.</summary>
    private sealed class SleepyClock : TimeProvider
    {
        private TimeSpan _passed;

        public TimeSpan WallOnly { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _passed += time;

        public override long GetTimestamp() => _passed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _passed + WallOnly;
    }
}
