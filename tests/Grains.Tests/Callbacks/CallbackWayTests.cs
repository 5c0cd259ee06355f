using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Dispatch;

namespace FeishuOrleans.Grains.Tests.Callbacks;

/// <summary>Whom dispatch lets callbacks be put to, and what becomes of them afterwards.</summary>
public sealed class CallbackWayTests : IAsyncDisposable
{
    private const string Card = "card.action.trigger";

    private readonly DispatchRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task WayOf_NobodyDelivers_IsNull()
    {
        Assert.Null(_rig.Host.WayOf(DispatchRig.Account));

        await OpenAsync();

        var way = _rig.Host.WayOf(DispatchRig.Account);
        Assert.Equal((_rig.Sink, 1), (way?.Sink, way?.Epoch));
    }

    [Fact]
    public async Task WayOf_DeliveryHeld_IsNull()
    {
        await OpenAsync();

        _rig.Host.Find(DispatchRig.Account, 1)!.Pause(true);

        Assert.Null(_rig.Host.WayOf(DispatchRig.Account));
    }

    [Fact]
    public async Task WayOf_EndpointOutOfService_IsNullUntilItIsBack()
    {
        await OpenAsync();
        _rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Down);
        foreach (var chat in Enumerable.Range(0, DispatchLimits.BreakerThreshold))
            _rig.Append($"oc_{chat}");

        await _rig.UntilAsync(() => _rig.Snapshot.Breaker == BreakerState.Open, "an open breaker");
        Assert.Null(_rig.Host.WayOf(DispatchRig.Account));
        _rig.Sink.Answer = static _ => Task.FromResult(FakeSink.Accepted);

        await _rig.UntilAsync(() => _rig.Host.WayOf(DispatchRig.Account) is not null, "a closed breaker");
    }

    [Fact]
    public async Task Callback_AnsweredOrNot_IsFinishedOrDeliveredLate()
    {
        await OpenAsync();
        var answered = _rig.Append(null, type: Card);
        var unanswered = _rig.Append(null, type: Card);

        _rig.Host.Answered(DispatchRig.Account, answered.Sequence);
        _rig.Host.Unanswered(DispatchRig.Account, unanswered.Sequence);
        await _rig.UntilIdleAsync(unanswered.Sequence);

        var late = Assert.Single(_rig.Sink.Deliveries);
        Assert.Equal((unanswered.Sequence, DeliveryMark.Late), (late.Event.Sequence, late.Mark));
    }

    private async Task OpenAsync()
    {
        _rig.Open();
        await _rig.UntilAsync(() => _rig.Host.WayOf(DispatchRig.Account) is not null, "delivery to be open");
    }
}
