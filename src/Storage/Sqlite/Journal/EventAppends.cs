using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Appends inside a write transaction: key first, because the index on it decides what is new.</summary>
internal sealed class EventAppends : IDisposable
{
    private static readonly long Window = (long)JournalLimits.DeduplicationWindow.TotalMilliseconds;

    private readonly AccountHeads _heads;
    private readonly SqliteStatement _insertKey, _findKey, _deleteKey, _insertEvent;

    public EventAppends(SqliteConnection connection, AccountHeads heads)
    {
        _heads = heads;
        _insertKey = new(connection, "INSERT INTO EventKey (Hash, Sequence, ReceivedAt) VALUES (?1, ?2, ?3) ON CONFLICT (Hash) DO NOTHING;");
        _findKey = new(connection, "SELECT Sequence, ReceivedAt FROM EventKey WHERE Hash = ?1;");
        _deleteKey = new(connection, "DELETE FROM EventKey WHERE Hash = ?1;");
        _insertEvent = new(connection,
            "INSERT INTO Event (Account, Sequence, ReceivedAt, Key, Type, ChatId, Payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);");
    }

    /// <param name="entry">The event.</param>
    /// <param name="maxBytes">Payload bytes that its account may keep.</param>
    public AppendResult Append(JournalEntry entry, long maxBytes)
    {
        Span<byte> hash = stackalloc byte[EventHash.Size];
        EventHash.Write(entry, hash);
        var head = _heads.Get(entry.AccountId);
        var receivedAt = JournalTime.ToStored(entry.ReceivedAt);
        var sequence = head.Last + 1;
        if (head.Bytes + entry.Payload.Length > maxBytes)
            return Find(hash, receivedAt) ?? new AppendResult(AppendOutcome.OverQuota, 0);
        if (!TryInsertKey(hash, sequence, receivedAt))
        {
            if (Find(hash, receivedAt) is { } duplicate)
                return duplicate;
            // Older than the window and not purged yet. Keys are purged in the order of their rows, so it moves to the end.
            _deleteKey.Bind(1, hash).Run();
            TryInsertKey(hash, sequence, receivedAt);
        }

        Insert(entry, head.Number, sequence, receivedAt);
        return new AppendResult(AppendOutcome.Appended, _heads.Append(head, entry.Payload.Length));
    }

    public void Dispose()
    {
        _insertKey.Dispose();
        _findKey.Dispose();
        _deleteKey.Dispose();
        _insertEvent.Dispose();
    }

    private bool TryInsertKey(ReadOnlySpan<byte> hash, long sequence, long receivedAt) =>
        _insertKey.Bind(1, hash).Bind(2, sequence).Bind(3, receivedAt).Run() == 1;

    private AppendResult? Find(ReadOnlySpan<byte> hash, long receivedAt)
    {
        if (!_findKey.Bind(1, hash).Step())
            return null;
        var (sequence, firstReceivedAt) = (_findKey.Long(0), _findKey.Long(1));
        _findKey.Reset();
        return receivedAt - firstReceivedAt <= Window ? new AppendResult(AppendOutcome.Duplicate, sequence) : null;
    }

    private void Insert(JournalEntry entry, long account, long sequence, long receivedAt) => _insertEvent
        .Bind(1, account)
        .Bind(2, sequence)
        .Bind(3, receivedAt)
        .Bind(4, entry.Key)
        .Bind(5, entry.Type)
        .Bind(6, entry.ChatId)
        .Bind(7, entry.Payload.Span)
        .Run();
}
