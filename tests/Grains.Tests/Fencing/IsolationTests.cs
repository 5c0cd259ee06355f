using FeishuOrleans.Grains.Fencing;

namespace FeishuOrleans.Grains.Tests.Fencing;

public sealed class IsolationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20), Look = TimeSpan.FromSeconds(4), Pause = TimeSpan.FromSeconds(2);
    private static readonly Surroundings Alone = new(2, 2, IsStorageLost: true), InTouch = new(2, 2, IsStorageLost: false);

    private readonly Isolation _isolation = new(Limit, DateTimeOffset.UnixEpoch);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(2, 2, true, true)]
    [InlineData(2, 1, true, false)]
    [InlineData(1, 1, true, true)]
    [InlineData(0, 0, true, false)]
    [InlineData(2, 2, false, false)]
    [InlineData(4, 3, true, true)]
    public void Note_WithoutStorageAndMostOthers_IsAlone(int others, int silent, bool isStorageLost, bool isAlone)
    {
        _isolation.Note(_now, new Surroundings(others, silent, isStorageLost));

        Assert.Equal(isAlone, _isolation.Left(_now) is not null);
    }

    [Fact]
    public void Left_CountsFromTheLastLookThatFoundSomebody()
    {
        Find(InTouch);
        var last = _now;
        _now += Pause;
        Find(Alone);

        Assert.Equal(last - Look + Limit - _now, _isolation.Left(_now));
        Assert.Equal(TimeSpan.Zero, _isolation.Left(_now + Limit));
    }

    [Fact]
    public void Left_LookedAgain_IsNotMore()
    {
        Find(Alone);
        var left = _isolation.Left(_now);
        Find(Alone);

        Assert.Equal(left - Look, _isolation.Left(_now));
    }

    [Fact]
    public void Left_StorageBackInBetween_BeginsAnew()
    {
        Find(Alone);
        Find(InTouch);
        Assert.Null(_isolation.Left(_now));
        Find(Alone);

        Assert.Equal(Limit - Look - Look, _isolation.Left(_now));
    }

    private void Find(Surroundings found)
    {
        var begun = _now;
        _now += Look;
        _isolation.Note(begun, found);
    }
}
