using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public void Pause_LongestChance_TriplesUpToTwelveHours()
    {
        var schedule = new RetrySchedule(12, Week, new Jitter(static () => 0));

        var pauses = Enumerable.Range(1, 12).Select(attempt => schedule.Pause(attempt, null).TotalSeconds);

        Assert.Equal([1, 3, 9, 27, 81, 243, 729, 2_187, 6_561, 19_683, 43_200, 43_200], pauses);
    }

    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(3, 0.9, 0.9)]
    [InlineData(1_000, 0.999, 43.2)]
    public void Pause_AnyChance_IsAnywhereBelowTheCeiling(int attempts, double chance, double seconds)
    {
        var schedule = new RetrySchedule(12, Week, new Jitter(() => chance));

        Assert.Equal(seconds, schedule.Pause(attempts, null).TotalSeconds, 0.001);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(86_400, 3_600)]
    [InlineData(-5, 1)]
    [InlineData(0, 1)]
    public void Pause_EndpointAsks_IsHonouredUpToAnHour(int asked, double seconds)
    {
        var schedule = new RetrySchedule(12, Week, new Jitter(static () => 0));

        Assert.Equal(seconds, schedule.Pause(1, TimeSpan.FromSeconds(asked)).TotalSeconds, 0.001);
    }

    [Theory]
    [InlineData(11, 0, false)]
    [InlineData(12, 0, true)]
    [InlineData(1, 6.99, false)]
    [InlineData(1, 7, true)]
    public void IsSpent_AttemptsOrAge_WhicheverComesFirst(int attempts, double days, bool expected) =>
        Assert.Equal(expected, new RetrySchedule(12, Week, new Jitter(static () => 0)).IsSpent(attempts, TimeSpan.FromDays(days)));
}
