using Feishu.Client.Supervision;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Supervision;

public class ConnectRampTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Reserve_ManyAtOnce_SpreadsThemEvenly()
    {
        var ramp = new ConnectRamp(100, _time);

        var waits = Enumerable.Range(0, 5).Select(_ => ramp.Until(ramp.Reserve()).TotalMilliseconds);

        Assert.Equal([0, 10, 20, 30, 40], waits);
    }

    [Fact]
    public void Reserve_AfterAPause_SavesNothingUp()
    {
        var ramp = new ConnectRamp(100, _time);
        ramp.Reserve();

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 10], new[] { ramp.Reserve(), ramp.Reserve() }.Select(slot => ramp.Until(slot).TotalMilliseconds));
    }

    [Theory]
    [InlineData(50, new double[] { 0, 20, 40, 60 })]
    [InlineData(200, new double[] { 0, 5, 10, 15 })]
    public void SetRate_WhileSlotsAreWaitedFor_MovesThem(double perSecond, double[] expected)
    {
        var ramp = new ConnectRamp(100, _time);
        var slots = Enumerable.Range(0, 5).Select(_ => ramp.Reserve()).ToArray();
        _time.Advance(TimeSpan.FromMilliseconds(10));

        ramp.SetRate(perSecond);

        Assert.Equal(expected, slots[1..].Select(slot => Math.Round(ramp.Until(slot).TotalMilliseconds, 3)));
    }

    [Fact]
    public void SetRate_HoweverOften_NeverMoreThanTheRateInAnySecond()
    {
        var ramp = new ConnectRamp(100, _time);
        var waiting = Enumerable.Range(0, 1000).Select(_ => ramp.Reserve()).ToList();
        double[] rates = [33, 50, 100, 25, 100];
        foreach (var rate in rates)
        {
            ramp.SetRate(rate);
            for (var tenth = 0; tenth < 20; tenth++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                waiting.Add(ramp.Reserve());
                var begun = waiting.RemoveAll(slot => ramp.Until(slot) == TimeSpan.Zero);
                Assert.True(begun <= Math.Ceiling(rate / 10) + 1, $"{begun} in a tenth of a second at {rate}/s");
            }
        }
    }
}
