using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>Reads of events.</summary>
internal sealed class EventReads(TableClient table)
{
    /// <summary>Rows that an answer has at most.</summary>
    private const int MaxPage = 1_000;

    public async Task<List<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation)
    {
        var events = new List<JournalEvent>();
        if (limit <= 0)
            return events;
        var left = (long)maxBytes;
        var filter = JournalRow.Range(accountId, JournalRow.EventKind, JournalRow.Event(after + 1));
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(limit, MaxPage), cancellationToken: cancellation))
        {
            left -= row.GetInt32(EventRow.Size)!.Value;
            if (left < 0 && events.Count > 0)
                break;
            events.Add(EventRow.Read(row));
            if (events.Count == limit)
                break;
        }

        return events;
    }

    public async Task<JournalHead> ReadHeadAsync(string accountId, CancellationToken cancellation)
    {
        // The newest first: what is appended between the two look-ups does not make the oldest newer than it.
        var head = await AccountHead.ReadAsync(table, accountId, cancellation);
        if (head.ETag is null)
            return new JournalHead("", 0, 0, 0);
        var first = await NextAsync(accountId, 0, cancellation);
        return new JournalHead(head.Generation, Math.Min(first?.Sequence ?? long.MaxValue, head.Last + 1), head.Last, head.Bytes);
    }

    public async Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation)
    {
        var head = await ReadHeadAsync(accountId, cancellation);
        if (head.First > head.Last || head.Last == 0)
            return 0;
        var search = new TimeSearch(sequence => NextAsync(accountId, sequence, cancellation));
        return await search.LastBeforeAsync(head.First, head.Last, JournalTime.ToStored(receivedFrom));
    }

    private async Task<KnownKey?> NextAsync(string accountId, long from, CancellationToken cancellation)
    {
        var filter = JournalRow.Range(accountId, JournalRow.EventKind, JournalRow.Event(from));
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1, ["RowKey", EventRow.ReceivedAt], cancellation))
            return new KnownKey(JournalRow.SequenceOf(row.RowKey), row.GetInt64(EventRow.ReceivedAt)!.Value);
        return null;
    }
}
