using System.Runtime.CompilerServices;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tails;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Replays;

/// <summary>Delivers kept events to the account's webhook once more. Touches no progress: what is delivered anyway goes on beside it.</summary>
internal sealed partial class AccountReplay(
    IGrainContextAccessor context,
    AccountStore store,
    AccountOwner owner,
    DeliveryControl delivery,
    EventReadings readings,
    OpenReadings open,
    EndpointLanes lanes,
    Jitter jitter,
    TimeProvider time,
    ILogger<AccountReplay> logger)
{
    /// <summary>Callers give up on what does not answer; a webhook may take longer than they wait.</summary>
    private static readonly TimeSpan SignOfLife = EventTail.Beat / 2;

    private readonly string _accountId = context.AccountId();

    /// <summary>What <see cref="IAccountEvents.ReplayAsync"/> promises.</summary>
    public async IAsyncEnumerable<ReplayStep> RunAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var refusal = Obstacle();
        (var start, refusal) = refusal is null
            ? await readings.FindAsync(_accountId, query with { To = query.To ?? EventQuery.Latest }, cancellation)
            : (null, refusal);
        if (start is null)
        {
            yield return ReplayStep.Refused(refusal!);
            yield break;
        }

        using var end = open.Link(cancellation);
        await using var reading = readings.Begin(start, end.Token);
        LogBegun(logger, _accountId, reading.LastEventId, reading.Through);
        var replayer = new EventReplayer(lanes, jitter, time);
        var (step, delivered, refused) = (new ReplayStep(reading.LastEventId, reading.Through, null, null), 0, 0);
        yield return step;
        while (step.Refusal is null && !reading.IsComplete)
        {
            var (events, problem) = await open.StepAsync(NextAsync(reading), cancellation);
            if (problem is not null)
                yield return step = ReplayStep.Refused(problem);
            foreach (var kept in events)
            {
                // Beside the grain, whose turns do not wait for it.
                var delivering = Task.Run(() => DeliverAsync(replayer, reading, kept, end.Token), end.Token);
                while (!await open.StepAsync(EndsSoonAsync(delivering, end.Token), cancellation))
                    yield return step with { Outcome = null };
                yield return step = await open.StepAsync(delivering, cancellation);
                delivered += step.Outcome == ReplayOutcome.Delivered ? 1 : 0;
                refused += step.Outcome == ReplayOutcome.Refused ? 1 : 0;
                if (step.Refusal is not null)
                    break;
            }
        }

        LogEnded(logger, _accountId, step.LastEventId, delivered, refused);
    }

    private AccountRefusal? Obstacle() => owner.Obstacle() ?? (store.State, delivery.Sink) switch
    {
        ({ Delivery: null }, _) => DeliveryRules.NoWebhook.ToReply().Refusal,
        ({ Delivery.PausedSince: not null }, _) => new(RefusalKind.WrongState, "Delivery is held. Resume it first."),
        (_, null) => new(RefusalKind.WrongState, $"Nothing can be delivered: {delivery.Problem ?? "delivery is just beginning"}. Try again."),
        _ => null,
    };

    private static async Task<(IReadOnlyList<JournalEvent> Events, AccountRefusal? Problem)> NextAsync(EventReading reading)
    {
        try
        {
            return await reading.NextAsync() is { } events ? (events, null) : ([], EventPosition.OtherHistory);
        }
        catch (JournalException failure)
        {
            return ([], EventReadings.Unavailable(failure));
        }
    }

    private async Task<ReplayStep> DeliverAsync(EventReplayer replayer, EventReading reading, JournalEvent kept, CancellationToken cancellation)
    {
        // The operator may hold or end delivery meanwhile.
        if (Obstacle() is { } obstacle)
            return ReplayStep.Refused(obstacle);
        var outcome = await replayer.DeliverAsync(delivery.Sink!, kept, delivery.Epoch, cancellation);
        return outcome.Verdict == DeliveryVerdict.EndpointFailed
            ? ReplayStep.Refused(new(RefusalKind.EndpointUnavailable,
                $"The webhook did not take event {kept.Sequence} in {EventReplayer.MaxTries} tries, the last one ended with: {outcome.Reason}. Mend it and replay from there."))
            : new ReplayStep(
                reading.IdOf(kept.Sequence), reading.Through, outcome.Verdict == DeliveryVerdict.Accepted ? ReplayOutcome.Delivered : ReplayOutcome.Refused, null);
    }

    private async Task<bool> EndsSoonAsync(Task delivering, CancellationToken cancellation)
    {
        await delivering.WaitAsync(SignOfLife, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellation.ThrowIfCancellationRequested();
        return delivering.IsCompleted;
    }
}
