using System.Runtime.CompilerServices;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>An account's events, for grain clients. Reading and the making of batches happen beside the grain, which carries no events.</summary>
internal sealed class AccountEvents(IGrainContextAccessor context, AccountStore store, AccountOwner owner, EventReadings readings, OpenReadings open, TimeProvider time)
{
    private readonly string _accountId = context.AccountId();

    /// <summary>What <see cref="IAccountEvents.ReadAsync"/> promises.</summary>
    public async IAsyncEnumerable<EventBatch> ReadAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var refusal = owner.Obstacle();
        (var start, refusal) = refusal is null ? await readings.FindAsync(_accountId, query, cancellation) : (null, refusal);
        if (start is null)
        {
            yield return EventBatch.Refused(refusal!);
            yield break;
        }

        using var end = open.Link(cancellation);
        await using var reading = readings.Begin(start, end.Token);
        var batch = BatchOf(reading, []);
        yield return batch;
        while (batch.Refusal is null && !reading.IsComplete)
        {
            // Elsewhere, so that the grain's turns do not wait for it, and so that no two batches are ready at once: the runtime would
            // send them as one message, however large.
            batch = await open.StepAsync(Task.Run(() => NextAsync(reading), end.Token), cancellation);
            yield return batch;
        }
    }

    /// <summary>The next events that are wanted; none after a while, because callers give up on what does not answer.</summary>
    private async Task<EventBatch> NextAsync(EventReading reading)
    {
        var begun = time.GetTimestamp();
        try
        {
            while (await reading.NextAsync() is { } events)
            {
                if (events.Count > 0 || reading.IsComplete || time.GetElapsedTime(begun) >= EventTail.Beat / 2)
                    return BatchOf(reading, [.. events.Select(Describe)]);
            }

            return EventBatch.Refused(EventPosition.OtherHistory);
        }
        catch (JournalException failure)
        {
            return EventBatch.Refused(EventReadings.Unavailable(failure));
        }
    }

    private AccountEvent Describe(JournalEvent kept) => kept.Describe(store.State?.Identity?.OpenId);

    private static EventBatch BatchOf(EventReading reading, AccountEvent[] events) => new(reading.LastEventId, events, reading.Through, null);
}
