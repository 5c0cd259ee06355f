using Feishu.Client.Events;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Events;

public sealed class AckDeadlinesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly AckDeadlines _deadlines;

    public AckDeadlinesTests() => _deadlines = new AckDeadlines(_time);

    [Fact]
    public void For_AnArrival_FiresAtItsDeadlineAndNotBefore()
    {
        var token = _deadlines.For(_time.GetTimestamp());

        _time.Advance(EventReceiver.AckDeadline - Tick);
        Assert.False(token.IsCancellationRequested);
        _time.Advance(Tick);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void For_ArrivalsCloseTogether_ShareOneThatIsInTimeForBoth()
    {
        var first = _deadlines.For(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(9));

        Assert.Equal(first, _deadlines.For(_time.GetTimestamp()));
    }

    [Fact]
    public void For_ALaterArrival_HasItsOwn()
    {
        var first = _deadlines.For(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(10));
        var second = _deadlines.For(_time.GetTimestamp());

        _time.Advance(EventReceiver.AckDeadline - Tick);

        Assert.True(first.IsCancellationRequested);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public void For_AnArrivalBeforeTheNewest_IsNotGivenTheLaterDeadline()
    {
        var before = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        var newest = _deadlines.For(_time.GetTimestamp());
        var late = _deadlines.For(before);

        _time.Advance(EventReceiver.AckDeadline - TimeSpan.FromSeconds(1));

        Assert.True(late.IsCancellationRequested);
        Assert.False(newest.IsCancellationRequested);
        Assert.Equal(newest, _deadlines.For(_time.GetTimestamp() - TimeSpan.FromSeconds(1.5).Ticks));
    }

    [Fact]
    public void For_AnArrivalPastItsDeadline_HasFired()
    {
        var before = _time.GetTimestamp();
        _time.Advance(EventReceiver.AckDeadline + Tick);

        Assert.True(_deadlines.For(before).IsCancellationRequested);
    }
}
