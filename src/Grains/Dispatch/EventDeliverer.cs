using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Carries out one try and draws the conclusions. Thread-safe.</summary>
internal sealed partial class EventDeliverer(string accountId, long epoch, DeliveryState state, DispatchServices services)
{
    /// <summary>Never throws for what a sink or the journal do.</summary>
    public async Task RunAsync(DeliveryTry started, DeliveryWay way, LanePass pass, CancellationToken cancellation)
    {
        using var scope = TryScope(services.Logger, accountId, started.Sequence, started.Attempt);
        DeliverySteps.Reached(DeliverySteps.DeliveryPicked);
        try
        {
            if ((started.Kept ?? await LoadAsync(started, cancellation)) is { } kept)
                Settle(started, way, pass, await TryAsync(started, kept, way.Sink, cancellation));
            else
                GiveUp(started, way, pass);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            PutBack(started, way, pass);
        }
        catch (JournalException failure)
        {
            // The event stays first in its queue; one at a time so that a broken journal is not asked in a circle.
            LogUnreadable(services.Logger, failure, accountId, started.Sequence);
            way.Lane.Leave(pass);
            state.RequeueLater(started.Queue);
        }
    }

    private async Task<JournalEvent?> LoadAsync(DeliveryTry started, CancellationToken cancellation)
    {
        var page = await services.Journal.ReadAsync(
            accountId, started.Sequence - 1, DispatchLimits.ReloadEvents, DispatchLimits.ReloadBytes, cancellation);
        if (page.Count == 0 || page[0].Sequence != started.Sequence)
            return null;
        // The chat's next events are needed next. Events out of order say nothing about what comes after them.
        if (started.Queue.Chat is { } chat)
            state.Keep(page.Skip(1).Where(kept => kept.Entry.ChatId == chat && !EventTypes.IsCallback(kept.Entry.Type)));
        return page[0];
    }

    private async Task<DeliveryOutcome> TryAsync(DeliveryTry started, JournalEvent kept, IEventSink sink, CancellationToken cancellation)
    {
        var begun = services.Clock.Time.GetTimestamp();
        using var span = DeliveryTrace.Deliver(kept, started.Attempt, started.Trace);
        var outcome = await AskSinkAsync(started, kept, sink, cancellation);
        DeliveryTrace.End(span, outcome);
        services.Instruments.OnTried(services.Clock.Time.GetElapsedTime(begun), outcome);
        return outcome;
    }

    private async Task<DeliveryOutcome> AskSinkAsync(DeliveryTry started, JournalEvent kept, IEventSink sink, CancellationToken cancellation)
    {
        try
        {
            return await sink.DeliverAsync(new EventDelivery(kept, started.Attempt, epoch, started.Mark), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogSinkFailed(services.Logger, failure, accountId, started.Sequence);
            return new DeliveryOutcome(DeliveryVerdict.EndpointFailed, "defect of the sink");
        }
    }

    private void Settle(DeliveryTry started, DeliveryWay way, LanePass pass, DeliveryOutcome outcome)
    {
        switch (outcome.Verdict)
        {
            case DeliveryVerdict.Accepted:
                way.Lane.LeaveAfterSuccess(pass);
                state.Finish(started.Queue);
                services.Instruments.OnAccepted();
                break;
            case DeliveryVerdict.EventRefused:
                way.Lane.LeaveAfterSuccess(pass);
                state.Park(started.Queue, outcome.Reason);
                services.Instruments.OnRefused();
                LogRefused(services.Logger, accountId, started.Sequence, outcome.Reason);
                break;
            default:
                SettleFailure(started, way, pass, outcome);
                break;
        }
    }

    private void SettleFailure(DeliveryTry started, DeliveryWay way, LanePass pass, DeliveryOutcome outcome)
    {
        services.Instruments.OnFailed(outcome.Reason);
        var suspect = outcome.MayBeTheEvent ? $"{accountId} {started.Sequence}" : null;
        var counts = way.Lane.LeaveAfterFailure(pass, suspect, outcome.Reason, outcome.RetryAfter);
        if (!state.Fail(started.Queue, new FailedTry(outcome, counts, way.Lane.OutOfService)))
        {
            LogFailed(services.Logger, accountId, started.Sequence, started.Attempt, outcome.Reason);
            return;
        }

        services.Instruments.OnSpent();
        LogSpent(services.Logger, accountId, started.Sequence, started.Attempt, outcome.Reason);
    }

    /// <summary>The journal does not have the event any more: nobody can deliver it, and its chat goes on.</summary>
    private void GiveUp(DeliveryTry started, DeliveryWay way, LanePass pass)
    {
        LogGone(services.Logger, accountId, started.Sequence);
        way.Lane.Leave(pass);
        state.Finish(started.Queue);
    }

    private void PutBack(DeliveryTry started, DeliveryWay way, LanePass pass)
    {
        way.Lane.Leave(pass);
        state.Requeue(started.Queue);
    }
}
