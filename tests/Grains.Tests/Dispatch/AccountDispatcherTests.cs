using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class AccountDispatcherTests
{
    [Fact]
    public async Task Open_WithABacklog_DeliversEachChatInOrderAndSaves()
    {
        await using var rig = new DispatchRig();
        for (var i = 0; i < 1_000; i++)
            rig.Put($"chat {i % 7}");

        rig.Open();
        await rig.UntilIdleAsync(lowWater: 1_000);

        Assert.Equal(1_000, rig.Sink.Count);
        AssertOrdered(rig.Sink.Deliveries);
        Assert.InRange(rig.Sink.MostUnderWay, 2, 7);
    }

    [Fact]
    public async Task OnAppended_WhileOpen_DeliversWithoutReadingTheJournal()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);
        var reads = rig.Session.Reads;

        for (var i = 0; i < 100; i++)
            rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 101);

        Assert.Equal(Enumerable.Range(1, 101).Select(static i => (long)i), rig.Sink.Sequences);
        Assert.Equal(reads, rig.Session.Reads);
    }

    [Fact]
    public async Task OnAppended_HintsOvertakeOrAreLost_EverythingIsDeliveredInOrder()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        var events = Enumerable.Range(0, 200).Select(_ => rig.Put("chat")).ToArray();

        foreach (var appended in events.Where(one => one.Sequence % 10 != 0).Reverse())
            rig.Host.OnAppended(appended);
        await rig.UntilIdleAsync(lowWater: 200);

        Assert.Equal(events.Select(static one => one.Sequence), rig.Sink.Sequences);
    }

    [Fact]
    public async Task Deliver_RefusedEvent_IsParkedAndItsChatGoesOn()
    {
        await using var rig = new DispatchRig();
        rig.Sink.Answer = static delivery => Task.FromResult(delivery.Event.Sequence == 2 ? FakeSink.Refused : FakeSink.Accepted);
        rig.Open();
        for (var i = 0; i < 3; i++)
            rig.Append("chat");

        await rig.UntilIdleAsync(lowWater: 3);

        Assert.Equal([1, 2, 3], rig.Sink.Sequences);
        var parked = Assert.Single(rig.Saved.SetAside);
        Assert.Equal((2, SetAsideKind.Parked, 1, "422"), (parked.Sequence, parked.Kind, parked.Attempts, parked.Reason));
        Assert.Equal((0, 1), (rig.Snapshot.Backlog, rig.Snapshot.Parked));
    }

    [Fact]
    public async Task Deliver_FailingChat_HoldsOnlyItselfAndIsParkedWhenTheBudgetIsSpent()
    {
        await using var rig = new DispatchRig(isClockFake: true);
        rig.Log.Announce(static line => line.Text.Contains("event 1 is parked after 12 tries, the last one came to 500", StringComparison.Ordinal));
        rig.Sink.Answer = static delivery => Task.FromResult(delivery.Event.Sequence == 1 ? FakeSink.Failed : FakeSink.Accepted);
        rig.Open();
        rig.Append("bad");
        rig.Append("bad");
        rig.Append("good");

        await rig.UntilAsync(() => rig.Sink.Sequences.Contains(3), "the other chat's event");
        Assert.DoesNotContain(2, rig.Sink.Sequences);
        await rig.UntilAsync(() => rig.Saved.SetAside.Count == 1, "the end of the budget", TimeSpan.FromMinutes(1));
        await rig.UntilIdleAsync(lowWater: 3);

        Assert.Equal(Enumerable.Range(1, 12), rig.Sink.Deliveries.Where(static one => one.Event.Sequence == 1).Select(static one => one.Attempt));
        Assert.Equal(2, rig.Sink.Sequences.Last());
        Assert.Equal(BreakerState.Closed, rig.Snapshot.Breaker);
    }

    [Fact]
    public async Task Deliver_EventOlderThanItsAge_IsParkedBeforeTheAttemptsAreSpent()
    {
        await using var rig = new DispatchRig(configureJournal: static journal => journal.MaxUndeliveredAge = TimeSpan.FromSeconds(10), isClockFake: true);
        rig.Log.Announce(static line => line.Text.Contains("is parked after", StringComparison.Ordinal));
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Failed);
        rig.Open();
        rig.Append("bad");

        await rig.UntilAsync(() => rig.Saved.SetAside.Count == 1, "the end of the budget");

        // At most 0, 1, 4 and 13 s after the first.
        Assert.InRange(rig.Sink.Count, 2, 4);
    }

    [Fact]
    public async Task Deliver_EndpointDownForDays_ParksNothingAndDeliversInOrderAfterwards()
    {
        await using var rig = new DispatchRig(isClockFake: true);
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Down);
        for (var i = 0; i < 1_000; i++)
            rig.Put($"chat {i % 50}");
        rig.Open();
        await rig.UntilAsync(() => rig.Snapshot.Breaker == BreakerState.Open, "the open breaker");

        var end = rig.Time!.GetUtcNow() + TimeSpan.FromDays(30);
        await rig.UntilAsync(() => rig.Time!.GetUtcNow() > end, "30 days", TimeSpan.FromHours(1));
        Assert.Equal((1_000, 0), (rig.Snapshot.Backlog, rig.Snapshot.Parked));
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Accepted);
        await rig.UntilIdleAsync(lowWater: 1_000);

        Assert.Equal((BreakerState.Closed, 0), (rig.Snapshot.Breaker, rig.Snapshot.Parked));
        AssertOrdered(rig.Sink.Deliveries.TakeLast(1_000));
    }

    [Fact]
    public async Task Deliver_SecondAccountBehindAnOpenBreaker_IsDeliveredWhenTheEndpointIsBack()
    {
        await using var rig = new DispatchRig();
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Down);
        for (var i = 0; i < 10; i++)
            rig.Put($"chat {i}");
        rig.Open();
        await rig.UntilAsync(() => rig.Snapshot.Breaker == BreakerState.Open, "the open breaker");
        rig.Put("chat", account: "other");

        rig.Open(account: "other");
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Accepted);

        await rig.UntilAsync(() => rig.SavedOf("other").LowWater == 1, "the other account's event");
        await rig.UntilIdleAsync(lowWater: 10);
    }

    [Fact]
    public async Task Deliver_GapTooLarge_SetsTheStuckEventsAsideAndKeepsTheirOrder()
    {
        await using var rig = new DispatchRig(configure: static options => options.MaxGap = 20);
        var isBroken = true;
        rig.Sink.Answer = delivery => Task.FromResult(isBroken && delivery.Event.Entry.ChatId == "bad" ? FakeSink.Failed : FakeSink.Accepted);
        for (var i = 0; i < 500; i++)
            rig.Put(i % 5 == 0 ? "bad" : $"chat {i}");
        rig.Open();

        await rig.UntilAsync(() => rig.Saved.LowWater > 450, "the mark that advances");
        Assert.All(rig.Saved.SetAside, static row => Assert.Equal(SetAsideKind.Retrying, row.Kind));
        Assert.InRange(rig.Saved.SetAside.Count(static row => row.Sequence % 5 == 1), 85, 100);
        Assert.InRange(rig.Saved.Finished.Count, 0, 20);
        isBroken = false;
        await rig.UntilAsync(() => rig.Saved is { LowWater: 500, SetAside.Count: 0 }, "everything delivered");

        AssertOrdered(rig.Sink.Deliveries.Where(static one => one.Event.Entry.ChatId == "bad").DistinctBy(static one => one.Event.Sequence));
    }

    [Fact]
    public async Task Open_AfterACrashWithRowsSetAside_KeepsAttemptsAndOrder()
    {
        var journal = new MemoryJournal();
        await using var first = new DispatchRig(journal, static options => options.MaxGap = 20);
        first.Sink.Answer = static delivery => Task.FromResult(delivery.Event.Entry.ChatId == "bad" ? FakeSink.Failed : FakeSink.Accepted);
        for (var i = 0; i < 200; i++)
            first.Put(i % 5 == 0 ? "bad" : $"chat {i}");
        first.Open();
        await first.UntilAsync(() => first.Saved.SetAside.Any(static row => row.Attempts >= 3), "three tries");
        first.Kill();
        var attempts = first.Saved.SetAside[0].Attempts;

        await using var second = new DispatchRig(journal);
        second.Open(epoch: 2);
        await second.UntilAsync(() => second.Saved is { LowWater: 200, SetAside.Count: 0 }, "everything delivered");

        var bad = second.Sink.Deliveries.Where(static one => one.Event.Entry.ChatId == "bad").ToArray();
        Assert.Equal((1, attempts + 1), (bad[0].Event.Sequence, bad[0].Attempt));
        Assert.Equal(40, bad.Length);
        AssertOrdered(bad);
    }

    [Fact]
    public async Task Deliver_EventGoneFromTheJournal_IsToldAndItsChatGoesOn()
    {
        await using var rig = new DispatchRig(configure: static options => options.MaxGap = 1);
        rig.Log.Announce(static line => line.Text.Contains("event 1 was to be delivered", StringComparison.Ordinal));
        rig.Sink.Answer = static delivery => Task.FromResult(delivery.Event.Sequence == 1 ? FakeSink.Failed : FakeSink.Accepted);
        rig.Open();
        rig.Append("chat");
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Sink is { Count: > 0, UnderWay: 0 }, "the first try");

        rig.Journal.Remove(DispatchRig.Account, 1);
        await rig.UntilIdleAsync(lowWater: 2);

        Assert.Equal([1, 2], rig.Sink.Sequences.Distinct());
    }

    [Fact]
    public async Task Deliver_JournalAway_StopsBeforeTooMuchWouldBeRepeatedAndGoesOnAfterwards()
    {
        await using var rig = new DispatchRig(configure: static options => options.ConcurrencyPerEndpoint = 4);
        rig.Open();
        rig.Append("chat 0");
        await rig.UntilIdleAsync(lowWater: 1);

        rig.Session.IsFailing = true;
        for (var i = 1; i < 100; i++)
            rig.Append($"chat {i}");
        await rig.UntilAsync(() => rig.Snapshot.Problem is not null && rig.Sink is { Count: 9, UnderWay: 0 }, "8 deliveries without a save");
        var saves = rig.Session.SaveCalls;
        await rig.UntilAsync(() => rig.Session.SaveCalls >= saves + 2, "more saves that fail");
        Assert.Equal(9, rig.Sink.Count);
        rig.Session.IsFailing = false;
        await rig.UntilIdleAsync(lowWater: 100);

        Assert.Equal(100, rig.Sink.Count);
        Assert.Null(rig.Snapshot.Problem);
    }

    [Fact]
    public async Task Open_JournalAway_BeginsWhenItIsBack()
    {
        await using var rig = new DispatchRig();
        rig.Put("chat");
        rig.Session.IsFailing = true;

        rig.Open();
        await rig.UntilAsync(() => rig.Snapshot.Problem is not null, "the warning");
        rig.Session.IsFailing = false;

        await rig.UntilIdleAsync(lowWater: 1);
    }

    [Fact]
    public async Task Save_LaterOwnerHasWritten_DeliveryEndsAndTheOwnerIsTold()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);
        await rig.Journal.SaveProgressAsync([new(DispatchRig.Account, AccountDispatcher.Subscription, 2, 1, SequenceSet.Empty, [], [], false)], default);

        rig.Append("chat");
        await rig.Lost.CountAsync(1).Within(what: "the word that the owner lost");
        rig.Append("chat");

        Assert.Equal((DispatchRig.Account, 1L), Assert.Single(rig.Lost.Items));
        Assert.Null(rig.Host.Find(DispatchRig.Account, 1));
        Assert.Equal(2, rig.Sink.Count);
        Assert.Equal((2, 1), (rig.Saved.Epoch, rig.Saved.LowWater));
    }

    [Fact]
    public async Task Close_RequestsUnderWay_AreWaitedForAndSaved()
    {
        await using var rig = new DispatchRig();
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        rig.Sink.Answer = _ => answer.Task;
        rig.Open();
        rig.Append("chat");
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Sink.Count == 1, "the request");

        var close = rig.Host.CloseAsync(DispatchRig.Account, 1);
        answer.SetResult(FakeSink.Accepted);
        await close.Within(what: "the close");

        Assert.Equal((1, 1), (rig.Sink.Count, rig.Saved.LowWater));
        Assert.Null(rig.Host.Find(DispatchRig.Account, 1));
    }

    [Fact]
    public async Task Close_RequestThatNeverEnds_IsCutOffAfterTenSeconds()
    {
        await using var rig = new DispatchRig(isClockFake: true);
        rig.Sink.Answer = static _ => new TaskCompletionSource<DeliveryOutcome>().Task;
        rig.Open();
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Sink.Count == 1, "the request");
        var begin = rig.Time!.GetUtcNow();

        var close = rig.Host.CloseAsync(DispatchRig.Account, 1);
        await rig.UntilAsync(() => close.IsCompleted, "the close");

        Assert.InRange(rig.Time!.GetUtcNow() - begin, DispatchLimits.CloseLimit, TimeSpan.MaxValue);
        Assert.Equal(0, rig.Saved.LowWater);
    }

    [Fact]
    public async Task Pause_UntilResumed_HoldsDeliveryAndIsSaved()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);

        rig.Open(isPaused: true);
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Saved.IsPaused, "the pause");
        Assert.Equal((1, 1), (rig.Sink.Count, rig.Snapshot.Backlog));
        rig.Open(isPaused: false);

        await rig.UntilIdleAsync(lowWater: 2);
        await rig.UntilAsync(() => !rig.Saved.IsPaused, "the end of the pause");
    }

    [Fact]
    public async Task Redrive_ParkedEvents_AreTriedAgainMarkedAndWithANewBudget()
    {
        await using var rig = new DispatchRig();
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Refused);
        rig.Open();
        for (var i = 0; i < 3; i++)
            rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 3);
        var parked = rig.Host.Find(DispatchRig.Account, 1)!.Parked;
        Assert.Equal([2, 3], (await parked.ListAsync(after: 1, limit: 10).Within(what: "the list")).Select(static row => row.Sequence));

        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Accepted);
        Assert.True(await parked.DropAsync(1).Within(what: "the drop"));
        Assert.False(await parked.DropAsync(1).Within(what: "the second drop"));
        Assert.Equal(0, await parked.RedriveAsync(1).Within(what: "the redrive of what is dropped"));
        Assert.Equal(2, await parked.RedriveAsync(null).Within(what: "the redrive of all"));
        await rig.UntilAsync(() => rig.Saved.SetAside.Count == 0, "the redriven events");

        Assert.Equal([(2, DeliveryMark.Redriven, 1), (3, DeliveryMark.Redriven, 1)],
            rig.Sink.Deliveries.Skip(3).Select(static one => (one.Event.Sequence, one.Mark, one.Attempt)).Order());
        Assert.Equal(0, rig.Snapshot.Parked);
    }

    [Fact]
    public async Task UseSink_AnotherEndpoint_TakesTheNextTries()
    {
        await using var rig = new DispatchRig();
        rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Down);
        rig.Open();
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Snapshot.Breaker == BreakerState.Open, "the open breaker");
        var other = new FakeSink(rig.Pulse) { Endpoint = "http://127.0.0.1:10" };

        rig.Open(sink: other);

        await rig.UntilIdleAsync(lowWater: 1);
        Assert.Equal([1], other.Sequences);
        Assert.Equal(BreakerState.Closed, rig.Snapshot.Breaker);
    }

    [Fact]
    public async Task Deliver_SinkThatThrows_IsToldAndTriedAgain()
    {
        await using var rig = new DispatchRig();
        rig.Log.Announce(static line => line.Level == LogLevel.Error && line.Text.Contains("This is a defect", StringComparison.Ordinal));
        rig.Sink.Answer = static delivery => delivery.Attempt == 1 ? throw new InvalidOperationException("a bug") : Task.FromResult(FakeSink.Accepted);
        rig.Open();
        rig.Append("chat");

        await rig.UntilIdleAsync(lowWater: 1);

        Assert.Equal(2, rig.Sink.Count);
    }

    private static void AssertOrdered(IEnumerable<EventDelivery> deliveries)
    {
        foreach (var chat in deliveries.GroupBy(static delivery => delivery.Event.Entry.ChatId))
        {
            var sequences = chat.Select(static delivery => delivery.Event.Sequence).ToArray();
            Assert.Equal(sequences.Order(), sequences);
        }
    }
}
