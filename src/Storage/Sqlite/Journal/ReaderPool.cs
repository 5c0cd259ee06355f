using System.Collections.Concurrent;
using FeishuOrleans.Grains.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>Reading connections, so that reads wait neither for commits nor for each other. Thread-safe.</summary>
internal sealed class ReaderPool(JournalDatabase database) : IDisposable
{
    /// <summary>Reads at a time: each holds a thread while the disk answers.</summary>
    private const int Size = 4;

    private readonly SemaphoreSlim _turns = new(Size);
    private readonly ConcurrentBag<JournalReader> _idle = [];

    /// <exception cref="JournalException">The file cannot be read.</exception>
    public async Task<T> RunAsync<T>(Func<JournalReader, T> read, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return Run(read);
        }
        catch (SqliteException failure)
        {
            throw JournalFailure.Of(failure, database.Path);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        _turns.Dispose();
    }

    private T Run<T>(Func<JournalReader, T> read)
    {
        if (!_idle.TryTake(out var reader))
            reader = new JournalReader(database.Connect());
        try
        {
            var result = read(reader);
            _idle.Add(reader);
            return result;
        }
        catch
        {
            // What state a failure leaves a statement in is not worth knowing.
            reader.Dispose();
            throw;
        }
    }
}
