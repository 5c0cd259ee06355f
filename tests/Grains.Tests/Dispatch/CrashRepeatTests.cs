using System.Collections.Concurrent;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Kit;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>What a crash costs: at most twice the concurrency is delivered again, whatever one chat does.</summary>
public sealed class CrashRepeatTests
{
    private const int Events = 100_000, Concurrency = 32;

    private readonly ConcurrentDictionary<long, int> _accepted = [];

    [Theory]
    [InlineData(30_000)]
    [InlineData(95_000)]
    public async Task Kill_OneChatFailsWhileAHundredThousandPass_RepeatsAtMostTwiceTheConcurrency(int killAfter)
    {
        var journal = new MemoryJournal();
        await using var first = new DispatchRig(journal);
        Fill(first);
        first.Sink.Answer = AnswerAsync;
        first.Open();
        await first.UntilAsync(() => first.Sink.Count >= killAfter, $"{killAfter} deliveries", TimeSpan.FromMilliseconds(5));

        first.Kill();
        await using var second = new DispatchRig(journal);
        second.Sink.Answer = AnswerAsync;
        second.Open(epoch: 2);
        await second.UntilAsync(() => _accepted.Count == Events - (Events / 100), "all other chats", TimeSpan.FromMilliseconds(5));

        Assert.InRange(_accepted.Values.Sum() - _accepted.Count, 0, 2 * Concurrency);
    }

    [Fact]
    public async Task Kill_BudgetOfOneChatIsSpent_RepeatsAtMostTwiceTheConcurrency()
    {
        var journal = new MemoryJournal();
        // The clock of the test runs faster than the deliveries.
        await using var first = new DispatchRig(journal, configureJournal: static options => options.MaxUndeliveredAge = TimeSpan.FromDays(36_600));
        first.Log.Announce(static line => line.Text.Contains("is parked after 12 tries", StringComparison.Ordinal));
        Fill(first);
        first.Sink.Answer = AnswerAsync;
        first.Open();
        await first.UntilAsync(() => first.Saved.SetAside.Any(static row => row.Kind == SetAsideKind.Parked), "the end of the budget", TimeSpan.FromSeconds(10));
        await first.UntilAsync(() => _accepted.Count == Events - (Events / 100), "all other chats", TimeSpan.FromMilliseconds(5));

        first.Kill();
        await using var second = new DispatchRig(journal);
        second.Sink.Answer = AnswerAsync;
        second.Open(epoch: 2);
        await second.UntilAsync(() => second.Sink.Deliveries.Any(static one => one.Event.Entry.ChatId == "bad"), "a try of the failing chat", TimeSpan.FromSeconds(10));

        Assert.InRange(_accepted.Values.Sum() - _accepted.Count, 0, 2 * Concurrency);
    }

    private static void Fill(DispatchRig rig)
    {
        for (var i = 0; i < Events; i++)
            rig.Put(i % 100 == 0 ? "bad" : $"chat {i % 97}");
    }

    private async Task<DeliveryOutcome> AnswerAsync(EventDelivery delivery)
    {
        await Task.Yield();
        if (delivery.Event.Entry.ChatId == "bad")
            return FakeSink.Failed;
        _accepted.AddOrUpdate(delivery.Event.Sequence, 1, static (_, count) => count + 1);
        return FakeSink.Accepted;
    }
}
