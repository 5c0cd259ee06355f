using Azure;
using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>Deletes bounded portions, oldest first. Where another silo was quicker the next call goes on.</summary>
internal sealed class EventPurges(TableClient table, EventAppends appends)
{
    /// <summary>Rows of a transaction.</summary>
    private const int MaxRows = 100;

    /// <returns>Whether there is more to delete.</returns>
    public async Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation)
    {
        try
        {
            var keys = await PurgeKeysAsync(request, cancellation);
            var events = await PurgeEventsAsync(request, cancellation);
            return keys == request.MaxEvents || events == request.MaxEvents;
        }
        catch (RequestFailedException conflict) when (AzureFailure.IsConflict(conflict))
        {
            return true;
        }
    }

    private async Task<int> PurgeKeysAsync(PurgeRequest request, CancellationToken cancellation)
    {
        var before = JournalTime.ToStored(request.KeysBefore);
        var old = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(JournalRow.Range(request.AccountId, JournalRow.KeyAgeKind), request.MaxEvents, cancellationToken: cancellation))
        {
            if (old.Count == request.MaxEvents || row.GetInt64(nameof(KnownKey.ReceivedAt)) >= before)
                break;
            old.Add(row);
        }

        foreach (var portion in old.Chunk(MaxRows / 2))
            await table.SubmitTransactionAsync(portion.SelectMany(age => new[] { Delete(request.AccountId, KeyOf(age)), Delete(request.AccountId, age.RowKey) }), cancellation);
        return old.Count;
    }

    private async Task<int> PurgeEventsAsync(PurgeRequest request, CancellationToken cancellation)
    {
        var old = await FindOldAsync(request, await FindDeliveredAsync(request.AccountId, cancellation), cancellation);
        foreach (var portion in old.Chunk(MaxRows - 1))
        {
            var head = await AccountHead.ReadAsync(table, request.AccountId, cancellation);
            var smaller = head with { Bytes = head.Bytes - portion.Sum(static one => one.Size) };
            appends.Forget(request.AccountId);
            await table.SubmitTransactionAsync([smaller.Write(), .. portion.Select(one => Delete(request.AccountId, one.RowKey))], cancellation);
        }

        return old.Count;
    }

    /// <summary>Up to where every subscription is, and what they have set aside. In this order: what a subscription set aside
    /// to move its mark is seen when the mark is.</summary>
    private async Task<(string UpTo, HashSet<long> SetAside)> FindDeliveredAsync(string accountId, CancellationToken cancellation)
    {
        var lowWater = long.MaxValue;
        await foreach (var row in table.QueryAsync<TableEntity>(JournalRow.Range(accountId, JournalRow.SubscriptionKind), cancellationToken: cancellation))
            lowWater = Math.Min(lowWater, row.GetInt64(nameof(SubscriptionState.LowWater)) ?? 0);
        var setAside = new HashSet<long>();
        await foreach (var row in table.QueryAsync<TableEntity>(JournalRow.Range(accountId, JournalRow.SetAsides()), select: ["RowKey"], cancellationToken: cancellation))
            setAside.Add(JournalRow.SequenceOf(row.RowKey));
        return (JournalRow.Event(lowWater), setAside);
    }

    /// <summary>Stops before the first event that is not old: times ascend with the sequence, but for a few seconds.</summary>
    private async Task<List<(string RowKey, long Size)>> FindOldAsync(PurgeRequest request, (string UpTo, HashSet<long> SetAside) delivered, CancellationToken cancellation)
    {
        var before = JournalTime.ToStored(request.ReceivedBefore);
        var old = new List<(string, long)>();
        string[] columns = ["RowKey", EventRow.ReceivedAt, EventRow.Size];
        await foreach (var row in table.QueryAsync<TableEntity>(JournalRow.Range(request.AccountId, JournalRow.EventKind), request.MaxEvents, columns, cancellation))
        {
            if (old.Count == request.MaxEvents || string.CompareOrdinal(row.RowKey, delivered.UpTo) > 0)
                break;
            if (delivered.SetAside.Contains(JournalRow.SequenceOf(row.RowKey)))
                continue;
            if (row.GetInt64(EventRow.ReceivedAt) >= before)
                break;
            old.Add((row.RowKey, row.GetInt32(EventRow.Size)!.Value));
        }

        return old;
    }

    private static string KeyOf(TableEntity age) => JournalRow.Key(EventHash.Read(age.GetBinary(nameof(PlannedEvent.Hash))));

    private static TableTransactionAction Delete(string accountId, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(accountId, rowKey), ETag.All);
}
