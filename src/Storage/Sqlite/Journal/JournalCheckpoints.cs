using FeishuOrleans.Grains.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>
/// Writes the log back into the file beside the commits, on a thread and connection of its own: a commit that does it
/// takes up to half a second. While others commit, this never quite catches up, and the log can only begin anew when
/// it has; so a long log is finished by the writer between two commits, when little is left to do.
/// </summary>
internal sealed class JournalCheckpoints : IDisposable
{
    /// <summary>Pages of the log that are not worth a checkpoint. 16 MiB.</summary>
    private const int FewPages = 4_000;

    /// <summary>Pages of the log from which on the writer finishes a checkpoint. 64 MiB.</summary>
    private const int ManyPages = 16_000;

    /// <summary>Pages that a row costs, roughly: its own, those of its indexes, and its account's.</summary>
    private const int PagesPerRow = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly JournalWriter _writer;
    private readonly SqliteConnection _connection;
    private readonly ManualResetEventSlim _stopping = new();
    private readonly AutoResetEvent _due = new(false);
    private readonly Thread _thread;
    private int _rowsSince;

    /// <exception cref="JournalException">The file cannot be opened.</exception>
    public JournalCheckpoints(JournalDatabase database, JournalWriter writer)
    {
        _writer = writer;
        _connection = database.Connect();
        _thread = new Thread(RunAll) { IsBackground = true, Name = "journal checkpoints" };
        _thread.Start();
    }

    /// <summary>Tells of rows to come.</summary>
    public void OnWrite(int rows)
    {
        if (Interlocked.Add(ref _rowsSince, rows) > FewPages / PagesPerRow)
            _due.Set();
    }

    public void Dispose()
    {
        _stopping.Set();
        _due.Set();
        _thread.Join();
        _connection.Dispose();
        _due.Dispose();
        _stopping.Dispose();
    }

    private void RunAll()
    {
        while (!_stopping.IsSet)
        {
            _due.WaitOne();
            Interlocked.Exchange(ref _rowsSince, 0);
            var left = Checkpoint(out var pages);
            if (pages > ManyPages && left < ManyPages / 2)
                FinishByWriter();
            _stopping.Wait(Pause);
        }
    }

    /// <summary>A failure shows in the next commit, which uses the same file; being busy means that another silo does the same.</summary>
    private int Checkpoint(out int pages)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out pages, out var written);
        return pages - written;
    }

    private void FinishByWriter() => _ = _writer.PostAsync(static session =>
    {
        session.Checkpoint();
        return true;
    });
}
