using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Begin and end of write transactions of one connection.</summary>
internal sealed class WriteTransaction : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(SqlitePragmas.Journal.BusyTimeoutMilliseconds);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin, _commit, _rollback;

    public WriteTransaction(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new(connection, "BEGIN IMMEDIATE;");
        _commit = new(connection, "COMMIT;");
        _rollback = new(connection, "ROLLBACK;");

        // SQLite's own waiting grows to 100 ms a look: beside a silo that writes without a pause it would hardly ever find a gap.
        Check(raw.sqlite3_busy_timeout(connection.Handle, 0));
    }

    /// <summary>Takes the file's write lock.</summary>
    /// <exception cref="SqliteException">Another process held it all the time, or something is wrong with the file.</exception>
    public void Begin()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            _ = _begin.TryStep(out var code);
            if (code == raw.SQLITE_DONE)
                return;
            if ((code & 0xff) != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(started) > Patience)
                Check(code);
            Thread.Sleep(Pause);
        }
    }

    /// <summary>When this returns, the transaction is on disk.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Ends what a failure left open; some failures have ended it themselves.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.TryStep(out _);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code & 0xff, code);
    }
}
