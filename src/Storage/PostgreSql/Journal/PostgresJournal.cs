using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>The journal in a PostgreSQL database that all silos share.</summary>
internal sealed class PostgresJournal(PostgresDatabase database, IOptions<JournalOptions> options) : IJournalStore
{
    /// <summary>Locks are taken in one order, so a conflict is rare and a second one in a row next to impossible.</summary>
    private const int MaxAttempts = 3;

    private readonly EventAppends _appends = new(database, options.Value.MaxBytesPerAccount);
    private readonly EventReads _reads = new(database.JournalReads);
    private readonly EventPurges _purges = new(database.JournalWrites);
    private readonly ProgressWrites _progress = new(database.JournalWrites);
    private readonly Subscriptions _subscriptions = new(database.JournalReads);

    public Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) =>
        RunAsync(() => _appends.AppendAsync(entries, cancellation));

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation) =>
        await RunAsync(() => _reads.ReadAsync(accountId, after, limit, maxBytes, cancellation));

    public Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation) =>
        RunAsync(() => _reads.ReadHeadAsync(accountId, cancellation));

    public Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation) =>
        RunAsync(() => _reads.FindAsync(accountId, receivedFrom, cancellation));

    public Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation) =>
        RunAsync(() => _subscriptions.ReadAsync(accountId, subscription, cancellation));

    public Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation) =>
        RunAsync(() => _progress.SaveAsync(updates, cancellation));

    public Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation) =>
        RunAsync(() => _purges.PurgeAsync(request, cancellation));

    private async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (Exception conflict) when (PostgresFailure.IsConflict(conflict) && attempt < MaxAttempts)
            {
                // The server undid the transaction, all of it, so it is begun anew.
            }
            catch (Exception failure) when (PostgresFailure.IsOne(failure))
            {
                throw PostgresFailure.Of(failure, database.Place);
            }
        }
    }
}
