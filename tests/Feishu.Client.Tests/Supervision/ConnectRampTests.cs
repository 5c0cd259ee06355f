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

        Assert.Equal([0, 11, 22, 33, 44], waits);
    }

    [Fact]
    public void Reserve_AfterAPause_SavesNothingUp()
    {
        var ramp = new ConnectRamp(100, _time);
        ramp.Reserve();

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 11], new[] { ramp.Reserve(), ramp.Reserve() }.Select(slot => ramp.Until(slot).TotalMilliseconds));
    }

    [Fact]
    public void SetRate_Lower_MovesThoseWhoWaitAtOnce()
    {
        var ramp = new ConnectRamp(100, _time);
        var slots = Enumerable.Range(0, 4).Select(_ => ramp.Reserve()).ToArray();
        _time.Advance(TimeSpan.FromMilliseconds(11));

        ramp.SetRate(50);

        Assert.Equal([0, 22, 44], Waits(ramp, slots[1..]));
    }

    [Fact]
    public void SetRate_Higher_HoldsAWindowLater()
    {
        var ramp = new ConnectRamp(10, _time);
        var slots = Enumerable.Range(0, 12).Select(_ => ramp.Reserve()).ToArray();

        ramp.SetRate(20);

        Assert.Equal([0, 990, 1100, 1155], Waits(ramp, slots[0], slots[9], slots[10], slots[11]));
        _time.Advance(RampRate.Window);
        Assert.Equal([0, 55], Waits(ramp, slots[10], slots[11]));
    }

    [Fact]
    public void JoinAt_NothingBeginsForAWindow()
    {
        var ramp = new ConnectRamp(100, _time);

        ramp.JoinAt(50);
        var slots = new[] { ramp.Reserve(), ramp.Reserve() };

        Assert.Equal([1100, 1122], Waits(ramp, slots));
        Assert.False(ramp.TryBegin(slots[0]));
        _time.Advance(RampRate.Window);
        Assert.True(ramp.TryBegin(slots[0]));
        Assert.False(ramp.TryBegin(slots[1]));
    }

    [Fact]
    public void TryBegin_SlotsTakenLate_DoNotComeTogetherWithThoseAfterThem()
    {
        var ramp = new ConnectRamp(10, _time);
        var slots = Enumerable.Range(0, 15).Select(_ => ramp.Reserve()).ToArray();
        _time.Advance(TimeSpan.FromSeconds(1.2));

        Assert.Equal(10, slots.Count(ramp.TryBegin));
        Assert.Equal(RampRate.Window, ramp.Until(slots[10]));
        _time.Advance(RampRate.Window);
        Assert.True(ramp.TryBegin(slots[10]));
    }

    [Theory]
    [InlineData(100, 100, 1.1)]
    [InlineData(33.3, 33, 1.1)]
    [InlineData(1, 1, 1.1)]
    [InlineData(0.95, 1, 1.1)]
    [InlineData(0.5, 1, 2)]
    public void Of_IsWholeAttemptsInASpan(double perSecond, int count, double seconds) =>
        Assert.Equal(new RampRate(count, TimeSpan.FromSeconds(seconds)), RampRate.Of(perSecond));

    private static IEnumerable<double> Waits(ConnectRamp ramp, params double[] slots) => slots.Select(slot => Math.Round(ramp.Until(slot).TotalMilliseconds, 3));
}
