using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// One reader of an account's events. Nothing is read ahead of what it takes, so a slow one costs one page of the journal.
/// For one caller at a time.
/// </summary>
public sealed class EventReading : IAsyncDisposable
{
    private readonly EventTails _tails;
    private readonly EventTail _tail;
    private readonly TailReader _reader;
    private readonly EventStart _start;
    private readonly CancellationToken _end;
    private readonly CancellationTokenRegistration _ending;

    internal EventReading(EventTails tails, EventStart start, CancellationToken end)
    {
        (_tails, _start, _end) = (tails, start, end);
        _reader = new TailReader(start.After);
        _tail = tails.Join(start.AccountId, start.Head, _reader);
        _ending = end.UnsafeRegister(static reader => ((TailReader)reader!).Wake(), _reader);
    }

    /// <summary>Names the history that the sequences belong to; empty while there is no event.</summary>
    public string Generation => _tail.Generation;

    /// <summary>Id of the last event that was read or not wanted; null while the account never had an event.</summary>
    public string? LastEventId => Generation.Length == 0 ? null : IdOf(_reader.After);

    /// <summary>Sequence to end with; null for no end.</summary>
    public long? Through => _start.Through;

    /// <summary>Whether all that was asked for was read.</summary>
    public bool IsComplete => Through <= _reader.After;

    /// <summary>Waits for the next events, for a few seconds.</summary>
    /// <returns>Events in their order; none when there was no news in time, or none that was wanted; null when the history is another one now.</returns>
    /// <exception cref="JournalException">The storage did not do its part.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public async Task<IReadOnlyList<JournalEvent>?> NextAsync()
    {
        _end.ThrowIfCancellationRequested();
        if (await _tail.NextAsync(_reader, _end) is not { } events)
            return null;
        _end.ThrowIfCancellationRequested();
        if (events.Count == 0)
            return events;
        _reader.After = events[^1].Sequence;
        // The common case, somebody who reads everything, costs no copy.
        return _start.Filter.PassesAll && !(Through < _reader.After)
            ? events
            : [.. events.Where(one => !(one.Sequence > Through) && _start.Filter.Passes(one.Entry))];
    }

    /// <summary>The id of an event of this history.</summary>
    public string IdOf(long sequence) => $"{Generation}:{sequence}";

    public async ValueTask DisposeAsync()
    {
        await _ending.DisposeAsync();
        await _tails.LeaveAsync(_tail, _reader);
    }
}
