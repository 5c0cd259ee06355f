using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>Callbacks that dispatch finds in the journal: resolved in time, late, or left by an earlier owner.</summary>
public sealed class CallbackDispatchTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resolve_Callback_IsFinishedOrLate(bool isAnswered)
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);

        var callback = rig.Append("chat", type: EventTypes.CardAction);
        rig.Append("chat");
        await rig.UntilAsync(() => rig.Sink.Sequences.Contains(3), "the event that does not wait for a callback");
        if (isAnswered)
            rig.Host.Answered(DispatchRig.Account, callback.Sequence);
        else
            rig.Host.Unanswered(DispatchRig.Account, callback.Sequence);
        await rig.UntilIdleAsync(lowWater: 3);

        Assert.Equal(isAnswered ? [] : [(2, DeliveryMark.Late)],
            rig.Sink.Deliveries.Where(static one => one.Event.Sequence == 2).Select(static one => (one.Event.Sequence, one.Mark)));
    }

    [Fact]
    public async Task Open_CallbackInTheJournal_IsLateAtOnce()
    {
        await using var rig = new DispatchRig();
        rig.Put("chat", type: EventTypes.UrlPreview);

        rig.Open();
        await rig.UntilIdleAsync(lowWater: 1);

        Assert.Equal(DeliveryMark.Late, Assert.Single(rig.Sink.Deliveries).Mark);
    }

    [Fact]
    public async Task OnAppended_CallbackThatNobodyResolves_IsLateAfterFiveSeconds()
    {
        await using var rig = new DispatchRig(isClockFake: true);
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);
        var begin = rig.Time!.GetUtcNow();

        rig.Append("chat", type: EventTypes.CardAction);
        await rig.UntilIdleAsync(lowWater: 2);

        Assert.InRange(rig.Time!.GetUtcNow() - begin, DispatchLimits.CallbackPatience, TimeSpan.MaxValue);
        Assert.Equal(DeliveryMark.Late, rig.Sink.Deliveries[1].Mark);
    }
}
