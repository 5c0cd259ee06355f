using System.Collections.Concurrent;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Kit;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>What a crash costs: at most twice the concurrency is delivered again, whatever one chat does. On the real clock.</summary>
public sealed class CrashRepeatTests
{
    private const int Events = 100_000, Failing = Events / 100, Concurrency = 32;

    private readonly MemoryJournal _journal = new();
    private readonly ConcurrentDictionary<long, int> _accepted = [];
    private int _passed, _repeated;

    [Theory]
    [InlineData(30_000)]
    [InlineData(95_000)]
    public async Task Kill_OneChatFailsWhileAHundredThousandPass_RepeatsAtMostTwiceTheConcurrency(int killAfter)
    {
        await using var first = Create();
        first.Open();
        await first.UntilAsync(() => _passed >= killAfter, "the other chats");

        first.Kill();
        await using var second = Create();
        second.Open(epoch: 2);
        await second.UntilAsync(() => _passed == Events - Failing, "the other chats");

        Assert.InRange(_repeated, 0, 2 * Concurrency);
    }

    [Fact]
    public async Task Kill_BudgetOfOneChatIsSpent_RepeatsAtMostTwiceTheConcurrency()
    {
        await using var first = Create();
        // Chance gives the shortest pauses: a whole budget takes seconds.
        first.Open();
        await first.UntilAsync(() => first.Snapshot.Parked > 0, "the end of the budget");
        await first.UntilAsync(() => _passed == Events - Failing, "the other chats");

        first.Kill();
        await using var second = Create();
        second.Open(epoch: 2);
        await second.UntilAsync(() => second.Sink.Count > 0, "a try of the failing chat");

        Assert.InRange(_repeated, 0, 2 * Concurrency);
    }

    private DispatchRig Create()
    {
        var rig = new DispatchRig(_journal);
        rig.Log.Announce(static line => line.Text.Contains("is parked after 12 tries", StringComparison.Ordinal));
        rig.Sink.Answer = AnswerAsync;
        for (var i = _journal.Subscription(DispatchRig.Account, "webhook").LowWater is null ? 0 : Events; i < Events; i++)
            rig.Put(i % 100 == 0 ? "bad" : $"chat {i % 97}");
        return rig;
    }

    private async Task<DeliveryOutcome> AnswerAsync(EventDelivery delivery)
    {
        await Task.Yield();
        if (delivery.Event.Entry.ChatId == "bad")
            return FakeSink.Failed;
        if (_accepted.TryAdd(delivery.Event.Sequence, 1))
            Interlocked.Increment(ref _passed);
        else
            Interlocked.Increment(ref _repeated);
        return FakeSink.Accepted;
    }
}
