using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Finds a moment among the events of an account without an index on time, which every append would pay for.
/// Times ascend with the sequence, but for events that overtook each other on the way to the disk.</summary>
internal sealed class TimeSearch(SqliteConnection connection) : IDisposable
{
    /// <summary>More than an event can wait between its reception and its commit.</summary>
    private const long Disorder = 10_000;

    private readonly SqliteStatement _bounds = new(connection,
        "SELECT (SELECT MIN(Sequence) FROM Event WHERE Account = ?1), (SELECT MAX(Sequence) FROM Event WHERE Account = ?1);");

    private readonly SqliteStatement _next = new(connection,
        "SELECT Sequence, ReceivedAt FROM Event WHERE Account = ?1 AND Sequence >= ?2 ORDER BY Sequence LIMIT 1;");

    /// <summary>The sequence before the first event received at or after a time; the last one when there is none.</summary>
    public long LastBefore(long account, long time)
    {
        if (Bounds(account) is not { } bounds)
            return 0;
        var at = Search(account, time - Disorder, bounds.First, bounds.Last);
        while (Next(account, at) is { } found && found.ReceivedAt < time)
            at = found.Sequence + 1;
        return at - 1;
    }

    public void Dispose()
    {
        _bounds.Dispose();
        _next.Dispose();
    }

    private long Search(long account, long time, long low, long high)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Next(account, middle) is { } found && found.ReceivedAt < time)
                low = found.Sequence + 1;
            else
                high = middle;
        }

        return low;
    }

    private (long First, long Last)? Bounds(long account)
    {
        if (!_bounds.Bind(1, account).Step())
            return null;
        (long, long)? bounds = _bounds.LongOrNull(0) is { } first ? (first, _bounds.Long(1)) : null;
        _bounds.Reset();
        return bounds;
    }

    private (long Sequence, long ReceivedAt)? Next(long account, long from)
    {
        if (!_next.Bind(1, account).Bind(2, from).Step())
            return null;
        var next = (_next.Long(0), _next.Long(1));
        _next.Reset();
        return next;
    }
}
