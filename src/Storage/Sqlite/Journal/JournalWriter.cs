using System.Collections.Concurrent;
using FeishuOrleans.Grains.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>
/// The one thread of this process that writes the file: SQLite and the disk block, and would hold threads of the pool.
/// Works run in the order in which they were given.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly BlockingCollection<Action> _works = [];
    private readonly JournalSession _session;
    private readonly string _path;
    private readonly Thread _thread;

    /// <exception cref="JournalException">The file cannot be opened.</exception>
    public JournalWriter(JournalDatabase database)
    {
        _path = database.Path;
        _session = new JournalSession(database.Connect());
        _thread = new Thread(RunAll) { IsBackground = true, Name = "journal writer" };
        _thread.Start();
    }

    /// <summary>Runs a work in a transaction of its own.</summary>
    /// <returns>Its result, once it is on disk.</returns>
    /// <exception cref="JournalException">Nothing of it is.</exception>
    public Task<T> RunAsync<T>(Func<JournalSession, T> work) => PostAsync(session => session.Run(work));

    /// <summary>Runs a work outside of any transaction.</summary>
    public Task<T> PostAsync<T>(Func<JournalSession, T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _works.Add(() => Run(work, done));
        }
        catch (InvalidOperationException closed)
        {
            done.SetException(new JournalException("The journal is closed: the silo stops.", closed));
        }

        return done.Task;
    }

    /// <summary>Runs what was given until now, and closes the file.</summary>
    public void Dispose()
    {
        _works.CompleteAdding();
        _thread.Join();
        _session.Dispose();
        _works.Dispose();
    }

    private void RunAll()
    {
        foreach (var work in _works.GetConsumingEnumerable())
            work();
    }

    private void Run<T>(Func<JournalSession, T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(work(_session));
        }
        catch (SqliteException failure)
        {
            done.SetException(JournalFailure.Of(failure, _path));
        }
#pragma warning disable CA1031 // The thread serves everybody: whatever one work throws belongs to who gave it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            done.SetException(failure);
        }
    }
}
