using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>The writing connection with everything it can do, each inside <see cref="Run{T}"/>. Used by one thread.</summary>
internal sealed class JournalSession : IDisposable
{
    /// <summary>Pages in memory, in KiB. The index on keys has a random order: with SQLite's 2 MiB its pages are read from the file again in every commit.</summary>
    private const int CacheKibibytes = 16 * 1024;

    private readonly SqliteConnection _connection;
    private readonly WriteTransaction _transaction;
    private readonly AccountHeads _heads;

    public JournalSession(SqliteConnection connection)
    {
        _connection = connection;
        using (var cache = new SqliteStatement(connection, $"PRAGMA cache_size = -{CacheKibibytes};"))
            cache.Step();
        _transaction = new(connection);
        _heads = new(connection);
        Appends = new(connection, _heads);
        Progress = new(connection, _heads);
        Purges = new(connection, _heads);
    }

    public SqliteConnection Connection => _connection;

    public EventAppends Appends { get; }

    public ProgressWrites Progress { get; }

    public EventPurges Purges { get; }

    /// <summary>Does the work in one transaction: all of it is on disk when this returns, none of it when it throws.</summary>
    public T Run<T>(Func<JournalSession, T> work)
    {
        _transaction.Begin();
        try
        {
            _heads.Begin();
            var result = work(this);
            _heads.Save();
            _transaction.Commit();
            return result;
        }
        catch
        {
            _heads.Forget();
            _transaction.RollBack();
            throw;
        }
    }

    /// <summary>Writes the log back as far as no reader needs it, outside of a transaction.</summary>
    public void Checkpoint() => _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    public void Dispose()
    {
        Appends.Dispose();
        Progress.Dispose();
        Purges.Dispose();
        _heads.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }
}
