using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Replays;

/// <summary>Delivers one event again, through the lane that all deliveries to the endpoint share.</summary>
internal sealed class EventReplayer(EndpointLanes lanes, Jitter jitter, TimeProvider time)
{
    /// <summary>Tries of one event before the replay ends: somebody is waiting for it.</summary>
    public const int MaxTries = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(15);

    private readonly LaneTurn _turn = new();

    /// <summary>Tries until the endpoint took or refused it, or failed too often.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(IEventSink sink, JournalEvent kept, long epoch, CancellationToken cancellation)
    {
        var retry = new RetryDelay(FirstPause, LongestPause, jitter);
        while (true)
        {
            var delivery = new EventDelivery(kept, retry.Failures + 1, epoch, DeliveryMark.Replayed);
            var outcome = await TryAsync(sink, delivery, cancellation);
            var pause = retry.Fail();
            if (outcome.Verdict != DeliveryVerdict.EndpointFailed || retry.Failures == MaxTries)
                return outcome;
            await Task.Delay(pause, time, cancellation);
        }
    }

    private async Task<DeliveryOutcome> TryAsync(IEventSink sink, EventDelivery delivery, CancellationToken cancellation)
    {
        var lane = lanes.Rent(sink.Endpoint);
        try
        {
            var pass = await _turn.EnterAsync(lane, cancellation);
            return await TryAsync(sink, delivery, lane, pass, cancellation);
        }
        finally
        {
            lanes.Return(lane);
        }
    }

    private static async Task<DeliveryOutcome> TryAsync(IEventSink sink, EventDelivery delivery, EndpointLane lane, LanePass pass, CancellationToken cancellation)
    {
        try
        {
            var outcome = await sink.DeliverAsync(delivery, cancellation);
            var suspect = outcome.MayBeTheEvent ? $"{delivery.Event.Entry.AccountId} {delivery.Event.Sequence}" : null;
            if (outcome.Verdict == DeliveryVerdict.EndpointFailed)
                lane.LeaveAfterFailure(pass, suspect, outcome.Reason, outcome.RetryAfter);
            else
                lane.LeaveAfterSuccess(pass);
            return outcome;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lane.Leave(pass);
            throw;
        }
    }
}
