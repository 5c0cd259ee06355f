using Azure;
using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>
/// Progress of subscriptions. Whatever changes of one changes together with its row and on the condition that this is as
/// it was read, so an owner with a lower epoch than the last writer's can change nothing.
/// </summary>
internal sealed class Subscriptions(TableClient table)
{
    /// <summary>Rows of a transaction beside the subscription's own.</summary>
    private const int MaxChanges = 99;

    /// <summary>Each failure means that another owner wrote between; that ends with the hand-over.</summary>
    private const int MaxAttempts = 10;

    public async Task<SubscriptionState> ReadAsync(string accountId, string name, CancellationToken cancellation)
    {
        // The mark first: what is set aside later was above it.
        if (await FindAsync(accountId, name, cancellation) is not { } row)
            return SubscriptionState.None;
        var setAside = new List<SetAsideEvent>();
        await foreach (var one in table.QueryAsync<TableEntity>(JournalRow.Range(accountId, JournalRow.SetAsides(name)), cancellationToken: cancellation))
            setAside.Add(SubscriptionRow.ReadSetAside(one));
        return SubscriptionRow.Read(row) with { SetAside = setAside };
    }

    /// <returns>False when a higher epoch has written before.</returns>
    public async Task<bool> SaveAsync(ProgressUpdate update, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TrySaveAsync(update, cancellation);
            }
            catch (RequestFailedException conflict) when (AzureFailure.IsConflict(conflict) && attempt < MaxAttempts)
            {
                // Nothing of the transaction was done: it is read and decided anew.
            }
        }
    }

    private async Task<bool> TrySaveAsync(ProgressUpdate update, CancellationToken cancellation)
    {
        var row = await FindAsync(update.AccountId, update.Subscription, cancellation);
        var before = row is null ? SubscriptionState.None : SubscriptionRow.Read(row);
        if (before.Epoch > update.Epoch)
            return false;
        var asRead = row?.ETag;
        var after = new SubscriptionState(update.Epoch, update.LowWater, update.Finished, [], update.IsPaused);
        var portions = (await ChangesAsync(update, cancellation)).Chunk(MaxChanges).DefaultIfEmpty([]).ToArray();
        for (var i = 0; i < portions.Length; i++)
        {
            // The mark moves last: a crash between two portions repeats and never skips.
            var state = i == portions.Length - 1 ? after : before with { Epoch = update.Epoch };
            var mark = Write(SubscriptionRow.Of(update.AccountId, update.Subscription, state), asRead);
            var written = await table.SubmitTransactionAsync([mark, .. portions[i]], cancellation);
            asRead = written.Value[0].Headers.ETag;
        }

        return true;
    }

    private async Task<List<TableTransactionAction>> ChangesAsync(ProgressUpdate update, CancellationToken cancellation)
    {
        var changes = update.Set
            .Select(setAside => new TableTransactionAction(TableTransactionActionType.UpsertReplace, SubscriptionRow.Of(update.AccountId, update.Subscription, setAside)))
            .ToList();
        if (update.Cleared.Count == 0)
            return changes;

        // To delete a row that is not there fails the transaction. One that is both set and cleared is set: set comes last.
        var cleared = update.Cleared.Except(update.Set.Select(static one => one.Sequence)).ToHashSet();
        var kept = JournalRow.Range(update.AccountId, JournalRow.SetAsides(update.Subscription));
        await foreach (var row in table.QueryAsync<TableEntity>(kept, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            if (cleared.Contains(JournalRow.SequenceOf(row.RowKey)))
                changes.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
        }

        return changes;
    }

    private static TableTransactionAction Write(TableEntity row, ETag? asRead) => asRead is { } present
        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, present)
        : new TableTransactionAction(TableTransactionActionType.Add, row);

    private async Task<TableEntity?> FindAsync(string accountId, string name, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(accountId, JournalRow.Subscription(name), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }
}
