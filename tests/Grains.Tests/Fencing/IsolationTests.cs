using FeishuOrleans.Grains.Fencing;

namespace FeishuOrleans.Grains.Tests.Fencing;

public sealed class IsolationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Isolation _isolation = new(Limit);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(2, 2, true, true)]
    [InlineData(2, 1, true, false)]
    [InlineData(1, 1, true, true)]
    [InlineData(0, 0, true, false)]
    [InlineData(2, 2, false, false)]
    [InlineData(4, 3, true, true)]
    public void Note_UntilTheLimit_IsIsolatedWithoutStorageAndMostOthers(int others, int silent, bool isStorageLost, bool isIsolated)
    {
        Assert.False(_isolation.Note(_now, others, silent, isStorageLost));

        Assert.Equal(isIsolated, _isolation.Note(_now + Limit, others, silent, isStorageLost));
    }

    [Fact]
    public void Note_StorageBackInBetween_BeginsAnew()
    {
        Note(isStorageLost: true);
        Pass(Limit / 2);
        Note(isStorageLost: false);
        Pass(Limit / 2);

        Assert.False(Note(isStorageLost: true));
        Pass(Limit - TimeSpan.FromTicks(1));
        Assert.False(Note(isStorageLost: true));
        Pass(TimeSpan.FromTicks(1));
        Assert.True(Note(isStorageLost: true));
    }

    private bool Note(bool isStorageLost) => _isolation.Note(_now, others: 2, silent: 2, isStorageLost);

    private void Pass(TimeSpan time) => _now += time;
}
