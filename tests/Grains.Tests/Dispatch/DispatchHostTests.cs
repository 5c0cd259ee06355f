using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class DispatchHostTests
{
    [Fact]
    public async Task Open_OlderEpoch_NeverReplacesANewerOne()
    {
        await using var rig = new DispatchRig();
        rig.Open(epoch: 5);

        Assert.False(rig.Host.Open(DispatchRig.Account, 4, rig.Sink, JournalPlace.Begin, isPaused: false));
        Assert.NotNull(rig.Host.Find(DispatchRig.Account, 5));
    }

    [Fact]
    public async Task Open_NewerEpoch_ReplacesTheOlderOneWhichSkipsNothing()
    {
        await using var rig = new DispatchRig();
        for (var i = 0; i < 500; i++)
            rig.Put($"chat {i % 10}");
        rig.Open(epoch: 1);
        await rig.UntilAsync(() => rig.Sink.Count > 100, "some deliveries");

        rig.Open(epoch: 2);
        await rig.UntilAsync(() => rig.Saved.Epoch == 2, "the claim");
        await rig.UntilIdleAsync(lowWater: 500);

        Assert.Equal(500, rig.Sink.Sequences.Distinct().Count());
        Assert.InRange(rig.Sink.Count, 500, 564);
    }

    [Fact]
    public async Task Open_SameEpochAgain_KeepsTheDispatcher()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        var dispatcher = rig.Host.Find(DispatchRig.Account, 1);

        rig.Open();

        Assert.Same(dispatcher, rig.Host.Find(DispatchRig.Account, 1));
    }

    [Fact]
    public async Task Close_OtherEpoch_ClosesNothing()
    {
        await using var rig = new DispatchRig();
        rig.Open(epoch: 2);

        await rig.Host.CloseAsync(DispatchRig.Account, 1);

        Assert.NotNull(rig.Host.Find(DispatchRig.Account, 2));
    }

    [Fact]
    public async Task Deliver_AccountsThatShareAnEndpoint_ShareItsPlacesEvenly()
    {
        await using var rig = new DispatchRig(configure: static options => options.ConcurrencyPerEndpoint = 4);
        for (var i = 0; i < 1_000; i++)
            rig.Put($"chat {i}", account: "busy");
        for (var i = 0; i < 50; i++)
            rig.Put($"chat {i}", account: "quiet");
        var gate = new TaskCompletionSource();
        rig.Sink.Answer = async _ =>
        {
            await gate.Task;
            return FakeSink.Accepted;
        };
        rig.Open(account: "busy");
        rig.Open(account: "quiet");
        await rig.UntilAsync(() => rig.Sink.Count == 4 && rig.Host.Find("quiet", 1)!.Snapshot.Backlog > 0, "both at work");

        gate.SetResult();
        await rig.UntilAsync(() => rig.SavedOf("quiet") is { LowWater: 50 }, "the quiet account");

        Assert.Equal(4, rig.Sink.MostUnderWay);
        var order = rig.Sink.Deliveries.Select(static one => one.Event.Entry.AccountId).ToList();
        Assert.InRange(order.Take(order.LastIndexOf("quiet")).Count(static account => account == "busy"), 0, 500);
    }

    [Fact]
    public async Task Save_ManyAccounts_GoTogether()
    {
        await using var rig = new DispatchRig();
        for (var i = 0; i < 100; i++)
            rig.Open(account: $"bot-{i}");
        await rig.UntilAsync(() => Enumerable.Range(0, 100).All(i => rig.SavedOf($"bot-{i}").LowWater == 0), "the claims");
        var saves = rig.Session.SaveCalls;

        for (var i = 0; i < 100; i++)
            rig.Append("chat", account: $"bot-{i}");
        await rig.UntilAsync(() => Enumerable.Range(0, 100).All(i => rig.SavedOf($"bot-{i}").LowWater == 1), "all accounts");

        Assert.InRange(rig.Session.SaveCalls - saves, 1, 30);
    }
}
