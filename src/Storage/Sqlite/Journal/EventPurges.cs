using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Deletes a bounded portion inside a write transaction. Pages that become free are used by later events; the
/// file does not shrink.</summary>
internal sealed class EventPurges : IDisposable
{
    private readonly AccountHeads _heads;
    private readonly TimeSearch _times;
    private readonly SqliteStatement _lowWater, _select, _delete, _deleteKeys;
    private readonly List<(long Id, long Size)> _portion = [];

    public EventPurges(SqliteConnection connection, AccountHeads heads)
    {
        _heads = heads;
        _times = new(connection);
        _lowWater = new(connection, "SELECT MIN(LowWater) FROM Subscription WHERE Account = ?1;");
        _select = new(connection,
            """
            SELECT Id, length(Payload) FROM Event WHERE Account = ?1 AND Sequence <= ?2
            AND NOT EXISTS (SELECT 1 FROM SetAside WHERE SetAside.Account = ?1 AND SetAside.Sequence = Event.Sequence)
            ORDER BY Sequence LIMIT ?3;
            """);
        _delete = new(connection, "DELETE FROM Event WHERE Id = ?1;");
        _deleteKeys = new(connection,
            "DELETE FROM EventKey WHERE ReceivedAt < ?1 AND Id IN (SELECT Id FROM EventKey ORDER BY Id LIMIT ?2);");
    }

    /// <returns>Whether there is more to delete.</returns>
    public bool Purge(PurgeRequest request)
    {
        var keys = _deleteKeys.Bind(1, JournalTime.ToStored(request.KeysBefore)).Bind(2, request.MaxEvents).Run();
        var events = _heads.GetExisting(request.AccountId) is { } head ? PurgeEvents(head, request) : 0;
        return keys == request.MaxEvents || events == request.MaxEvents;
    }

    public void Dispose()
    {
        _times.Dispose();
        _lowWater.Dispose();
        _select.Dispose();
        _delete.Dispose();
        _deleteKeys.Dispose();
    }

    private int PurgeEvents(AccountHead head, PurgeRequest request)
    {
        var delivered = _lowWater.Bind(1, head.Number).Number() ?? long.MaxValue;
        var old = _times.LastBefore(head.Number, JournalTime.ToStored(request.ReceivedBefore));
        SelectPortion(head.Number, Math.Min(delivered, old), request.MaxEvents);
        foreach (var (id, size) in _portion)
        {
            _delete.Bind(1, id).Run();
            _heads.Remove(head, size);
        }

        return _portion.Count;
    }

    private void SelectPortion(long account, long upTo, int limit)
    {
        _portion.Clear();
        _select.Bind(1, account).Bind(2, upTo).Bind(3, limit);
        while (_select.Step())
            _portion.Add((_select.Long(0), _select.Long(1)));
    }
}
