using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>The journal in a table of a storage account that all silos share. Accounts are partitions, and are written beside each other.</summary>
internal sealed class AzureJournal : IJournalStore
{
    /// <summary>Accounts written at once for one call.</summary>
    private const int MaxParallel = 16;

    private readonly string _place;
    private readonly EventAppends _appends;
    private readonly EventReads _reads;
    private readonly EventPurges _purges;
    private readonly Subscriptions _subscriptions;

    public AzureJournal(AzureTables tables, IOptions<JournalOptions> options)
    {
        _place = tables.Place;
        _appends = new(tables.Journal, options.Value.MaxBytesPerAccount);
        _reads = new(tables.Journal);
        _purges = new(tables.Journal, _appends);
        _subscriptions = new(tables.Journal);
    }

    public Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) => RunAsync(
        () => ByAccountAsync(entries, static entry => entry.AccountId, (portion, token) => _appends.AppendAsync(portion, token), cancellation), cancellation);

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation) =>
        await RunAsync(() => _reads.ReadAsync(accountId, after, limit, maxBytes, cancellation), cancellation);

    public Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation) =>
        RunAsync(() => _reads.ReadHeadAsync(accountId, cancellation), cancellation);

    public Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation) =>
        RunAsync(() => _reads.FindAsync(accountId, receivedFrom, cancellation), cancellation);

    public Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation) =>
        RunAsync(() => _subscriptions.ReadAsync(accountId, subscription, cancellation), cancellation);

    public Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation) =>
        RunAsync(() => ByAccountAsync(updates, static update => update.AccountId, SaveAsync, cancellation), cancellation);

    public Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation) =>
        RunAsync(() => _purges.PurgeAsync(request, cancellation), cancellation);

    private async Task<bool[]> SaveAsync(ProgressUpdate[] updates, CancellationToken cancellation)
    {
        var saved = new bool[updates.Length];
        for (var i = 0; i < saved.Length; i++)
            saved[i] = await _subscriptions.SaveAsync(updates[i], cancellation);
        return saved;
    }

    /// <summary>Does the work for each account, in the order of its items, and gives the results in the order of all items.</summary>
    private static async Task<TResult[]> ByAccountAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<TItem, string> accountOf, Func<TItem[], CancellationToken, Task<TResult[]>> work, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        var accounts = Enumerable.Range(0, items.Count).GroupBy(index => accountOf(items[index]), StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(accounts, options, async (account, token) =>
        {
            int[] indexes = [.. account];
            var done = await work(Array.ConvertAll(indexes, index => items[index]), token);
            for (var i = 0; i < indexes.Length; i++)
                results[indexes[i]] = done[i];
        });
        return results;
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (AzureFailure.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            throw AzureFailure.Of(failure, _place);
        }
    }
}
