using Feishu.Client.Sending;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Sending;

/// <summary>However long calls take, and whenever within them the platform counts, it never counts too many.</summary>
public sealed class RateWindowTests
{
    private const int Capacity = 5;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    [Fact]
    public void Arrivals_AnyLatencies_AreAtMostTheCapacityInAnyPeriod() =>
        Prop.ForAll(Gen.Choose(0, 1500).Two().ArrayOf(60).ToArbitrary(), AreWithinTheLimit).QuickCheckThrowOnFailure();

    [Fact]
    public void Wait_AllPlacesUnderWay_IsAPeriodBecauseNoneComesBackSooner()
    {
        var time = new FakeTimeProvider();
        var window = new RateWindow(1, Period, time);
        window.Begin();

        time.Advance(10 * Period);
        var underWay = window.Wait;
        window.End();

        Assert.Equal((Period, Period), (underWay, window.Wait));
        time.Advance(Period);
        Assert.Equal((TimeSpan.Zero, true), (window.Wait, window.IsIdle));
    }

    [Fact]
    public void Close_ShorterThanThePresentClosure_ChangesNothing()
    {
        var time = new FakeTimeProvider();
        var window = new RateWindow(1, Period, time);

        window.CloseFor(TimeSpan.FromSeconds(10));
        window.CloseFor(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal((TimeSpan.FromSeconds(6), false), (window.Wait, window.IsIdle));
    }

    /// <summary>Each pair is when a call arrives after its start, and when its answer comes after that, in ms.</summary>
    private static bool AreWithinTheLimit((int Arrives, int Answered)[] calls)
    {
        var time = new FakeTimeProvider();
        var window = new RateWindow(Capacity, Period, time);
        List<DateTimeOffset> arrivals = [];
        foreach (var (arrives, answered) in calls)
        {
            while (window.Wait is var wait && wait > TimeSpan.Zero)
                time.Advance(wait);
            window.Begin();
            time.Advance(TimeSpan.FromMilliseconds(arrives));
            arrivals.Add(time.GetUtcNow());
            time.Advance(TimeSpan.FromMilliseconds(answered));
            window.End();
        }

        return arrivals.Zip(arrivals.Skip(Capacity)).All(pair => pair.Second - pair.First >= Period);
    }
}
