using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>The journal in the file <c>journal.db</c>. Several silos on one machine may share it.</summary>
internal sealed class SqliteJournal : IJournalStore, IDisposable
{
    private readonly JournalOptions _options;
    private readonly ReaderPool _readers;

    /// <exception cref="StorageSetupException">The directory or the file cannot be used, or a newer version wrote it.</exception>
    public SqliteJournal(JournalDatabase database, IOptions<JournalOptions> options)
    {
        _options = options.Value;
        database.Prepare();
        Writer = new JournalWriter(database);
        Checkpoints = new JournalCheckpoints(database, Writer);
        _readers = new ReaderPool(database);
    }

    public JournalWriter Writer { get; }

    public JournalCheckpoints Checkpoints { get; }

    public Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Checkpoints.OnWrite(entries.Count);
        return Writer.RunAsync(session => Append(session, entries));
    }

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation) =>
        await _readers.RunAsync(reader => reader.Read(accountId, after, limit, maxBytes), cancellation);

    public Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation) =>
        _readers.RunAsync(reader => reader.ReadHead(accountId), cancellation);

    public Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation) =>
        _readers.RunAsync(reader => reader.Find(accountId, receivedFrom), cancellation);

    public Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation) =>
        _readers.RunAsync(reader => reader.ReadSubscription(accountId, subscription), cancellation);

    public Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Checkpoints.OnWrite(updates.Count);
        return Writer.RunAsync(session => updates.Select(session.Progress.Save).ToArray());
    }

    public Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Checkpoints.OnWrite(request.MaxEvents);
        return Writer.RunAsync(session => session.Purges.Purge(request));
    }

    public void Dispose()
    {
        Checkpoints.Dispose();
        Writer.Dispose();
        _readers.Dispose();
    }

    private AppendResult[] Append(JournalSession session, IReadOnlyList<JournalEntry> entries)
    {
        var results = new AppendResult[entries.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = session.Appends.Append(entries[i], _options.MaxBytesPerAccount);
        DeliverySteps.Reached(DeliverySteps.BatchWritten);
        return results;
    }
}
