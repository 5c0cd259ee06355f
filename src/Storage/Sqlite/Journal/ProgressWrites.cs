using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Progress of subscriptions inside a write transaction. An owner with a lower epoch than the last writer's is refused.</summary>
internal sealed class ProgressWrites : IDisposable
{
    private readonly AccountHeads _heads;
    private readonly SqliteStatement _upsert, _set, _clear;

    public ProgressWrites(SqliteConnection connection, AccountHeads heads)
    {
        _heads = heads;
        _upsert = new(connection,
            """
            INSERT INTO Subscription (Account, Name, Epoch, LowWater, Finished, IsPaused) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (Account, Name) DO UPDATE SET Epoch = ?3, LowWater = ?4, Finished = ?5, IsPaused = ?6 WHERE Epoch <= ?3;
            """);
        _set = new(connection,
            """
            INSERT INTO SetAside (Account, Name, Sequence, Kind, Attempts, Since, NextAt, Reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (Account, Name, Sequence) DO UPDATE SET Kind = ?4, Attempts = ?5, Since = ?6, NextAt = ?7, Reason = ?8;
            """);
        _clear = new(connection, "DELETE FROM SetAside WHERE Account = ?1 AND Name = ?2 AND Sequence = ?3;");
    }

    /// <returns>False when a higher epoch has written before.</returns>
    public bool Save(ProgressUpdate update)
    {
        var account = _heads.Get(update.AccountId).Number;
        if (!TrySaveMark(update, account))
            return false;
        foreach (var sequence in update.Cleared)
            _clear.Bind(1, account).Bind(2, update.Subscription).Bind(3, sequence).Run();
        foreach (var setAside in update.Set)
            Set(account, update.Subscription, setAside);
        return true;
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _set.Dispose();
        _clear.Dispose();
    }

    private bool TrySaveMark(ProgressUpdate update, long account) => _upsert
        .Bind(1, account)
        .Bind(2, update.Subscription)
        .Bind(3, update.Epoch)
        .Bind(4, update.LowWater)
        .Bind(5, update.Finished.ToBytes())
        .Bind(6, update.IsPaused ? 1 : 0)
        .Run() == 1;

    private void Set(long account, string subscription, SetAsideEvent setAside) => _set
        .Bind(1, account)
        .Bind(2, subscription)
        .Bind(3, setAside.Sequence)
        .Bind(4, (long)setAside.Kind)
        .Bind(5, setAside.Attempts)
        .Bind(6, JournalTime.ToStored(setAside.Since))
        .Bind(7, setAside.NextAt is { } next ? JournalTime.ToStored(next) : (long?)null)
        .Bind(8, setAside.Reason)
        .Run();
}
