using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>Begins readings of events, for whatever carries them to the reader. Thread-safe.</summary>
public sealed class EventReadings
{
    private readonly IJournalStore _journal;
    private readonly EventTails _tails;

    internal EventReadings(IJournalStore journal, EventTails tails) => (_journal, _tails) = (journal, tails);

    /// <summary>Finds the place where a reading begins.</summary>
    /// <returns>The place, or why there is none. Exactly one of the two is set.</returns>
    public async Task<(EventStart? Start, AccountRefusal? Refusal)> FindAsync(string accountId, EventQuery query, CancellationToken cancellation)
    {
        try
        {
            var head = await _journal.GetHeadAsync(accountId, cancellation);
            var position = new EventPosition(head, receivedFrom => _journal.FindAsync(accountId, receivedFrom, cancellation));
            var (after, refusal) = await position.BeginAsync(query);
            if (refusal is not null)
                return (null, refusal);
            (var through, refusal) = await position.EndAsync(query.To);
            return refusal is null
                ? (new EventStart(accountId, head, after, through, new EventFilter(query.Types, query.Chats)), null)
                : (null, refusal);
        }
        catch (JournalException failure)
        {
            return (null, Unavailable(failure));
        }
    }

    /// <summary>Begins a reading; it holds its place at the account's tail until it is disposed.</summary>
    /// <param name="start">Where.</param>
    /// <param name="end">Ends the reading.</param>
    public EventReading Begin(EventStart start, CancellationToken end) => new(_tails, start, end);

    internal static AccountRefusal Unavailable(JournalException failure) =>
        new(RefusalKind.StorageUnavailable, $"The events cannot be read now: {failure.Explain()}. Try again.");
}
