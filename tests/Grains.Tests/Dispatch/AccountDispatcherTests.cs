using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class AccountDispatcherTests
{
    [Fact]
    public async Task Open_WithABacklog_DeliversEachChatInOrderAndSaves()
    {
        await using var rig = new DispatchRig();
        for (var i = 0; i < 1_000; i++)
            rig.Journal.Append(DispatchRig.Account, $"chat {i % 7}");

        rig.Open();
        await rig.UntilIdleAsync(lowWater: 1_000);

        Assert.Equal(1_000, rig.Sink.Count);
        foreach (var chat in rig.Sink.Deliveries.GroupBy(delivery => delivery.Event.Entry.ChatId))
            Assert.Equal(chat.Order(Comparer<Grains.Sinks.EventDelivery>.Create((a, b) => a.Event.Sequence.CompareTo(b.Event.Sequence))), chat);
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

        Assert.Equal(Enumerable.Range(1, 101).Select(i => (long)i), rig.Sink.Sequences);
        Assert.Equal(reads, rig.Session.Reads);
    }
}
