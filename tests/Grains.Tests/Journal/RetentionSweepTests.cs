using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Journal;

public sealed class RetentionSweepTests
{
    private const int Quota = 1 << 20;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(2);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task Run_EventsPastTheRetention_GoHoweverManyTheyAre()
    {
        await AppendAsync(first: 1, count: 1_000, size: 1);
        _time.Advance(Retention + TimeSpan.FromSeconds(1));
        await AppendAsync(first: 1_001, count: 5, size: 1);

        await SweepAsync();

        Assert.Equal((1_001, 1_005), await RangeAsync());
    }

    [Fact]
    public async Task Run_UndeliveredEvents_StayWhateverTheirAge()
    {
        await AppendAsync(first: 1, count: 10, size: 1);
        await _journal.SaveProgressAsync([Progress(lowWater: 4)], TestContext.Current.CancellationToken).Within();
        _time.Advance(Retention * 10);

        await SweepAsync();

        Assert.Equal((5, 10), await RangeAsync());
    }

    [Fact]
    public async Task Run_NearTheQuota_OldestDeliveredGoUntilThereIsRoom()
    {
        await AppendAsync(first: 1, count: 1_000, size: Quota / 1_000);

        await SweepAsync();

        var (first, last) = await RangeAsync();
        Assert.Equal(1_000, last);
        Assert.InRange(first, 101, 301);
    }

    [Fact]
    public async Task Run_NearTheQuotaWithNothingDelivered_KeepsAllAndEnds()
    {
        await AppendAsync(first: 1, count: 1_000, size: Quota / 1_000);
        await _journal.SaveProgressAsync([Progress(lowWater: 0)], TestContext.Current.CancellationToken).Within();

        await SweepAsync();

        Assert.Equal((1, 1_000), await RangeAsync());
    }

    private static ProgressUpdate Progress(long lowWater) => new("a1", "webhook", 1, lowWater, SequenceSet.Empty, [], [], IsPaused: false);

    private Task SweepAsync()
    {
        var options = Options.Create(new JournalOptions { Retention = Retention, MaxBytesPerAccount = Quota });
        return new RetentionSweep(_journal, new JournalSizes(), options, _time).RunAsync("a1", TestContext.Current.CancellationToken).Within(what: "the sweep");
    }

    private Task<AppendResult[]> AppendAsync(int first, int count, int size) => _journal.AppendAsync(
        [.. Enumerable.Range(first, count).Select(number => new JournalEntry("a1", $"event:{number}", "test", null, _time.GetUtcNow(), new byte[size]))],
        TestContext.Current.CancellationToken).Within(what: "the append");

    private async Task<(long First, long Last)> RangeAsync()
    {
        var head = await _journal.GetHeadAsync("a1", TestContext.Current.CancellationToken).Within();
        return (head.First, head.Last);
    }
}
