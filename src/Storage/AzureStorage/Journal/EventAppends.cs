using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>
/// Appends portions of one account, each in a transaction with the account's head. Assumes that the head is as it was last
/// written and that no event is known: that is nearly always so, and otherwise the transaction fails as a whole; then both
/// are read and it is tried again.
/// </summary>
internal sealed class EventAppends(TableClient table, long maxBytes)
{
    /// <summary>A transaction takes 100 rows: the head, and at most four an event.</summary>
    private const int MaxEvents = 24;

    /// <summary>A transaction takes 4 MiB, in which bytes are written as base64.</summary>
    private const int MaxPayload = 5 << 19;

    /// <summary>Each failure means that another silo wrote the account; two silos share one only for moments.</summary>
    private const int MaxAttempts = 50;

    private static readonly Dictionary<EventHash, KnownKey> Nothing = [];

    private readonly ConcurrentDictionary<string, AccountHead> _heads = new(StringComparer.Ordinal);

    /// <summary>Appends entries of one account.</summary>
    public async Task<AppendResult[]> AppendAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        var results = new List<AppendResult>(entries.Length);
        while (results.Count < entries.Length)
            results.AddRange(await AppendPortionAsync(Portion(entries, results.Count), cancellation));
        return [.. results];
    }

    /// <summary>Somebody else in this process wrote the head.</summary>
    public void Forget(string accountId) => _heads.TryRemove(accountId, out _);

    private static JournalEntry[] Portion(JournalEntry[] entries, int from)
    {
        var (count, bytes) = (0, 0L);
        foreach (var entry in entries.Skip(from).Take(MaxEvents))
        {
            bytes += entry.Payload.Length;
            if (count > 0 && bytes > MaxPayload)
                break;
            count++;
        }

        return entries[from..(from + count)];
    }

    private async Task<AppendResult[]> AppendPortionAsync(JournalEntry[] entries, CancellationToken cancellation)
    {
        var accountId = entries[0].AccountId;
        var hashes = Array.ConvertAll(entries, EventHash.Of);
        Dictionary<EventHash, KnownKey>? known = null;
        for (var attempt = 1; ; attempt++)
        {
            var head = _heads.TryGetValue(accountId, out var remembered) ? remembered : await AccountHead.ReadAsync(table, accountId, cancellation);
            var (plan, results) = Plan(entries, hashes, head, known ?? Nothing);
            if (known is null && results.Any(static result => result.Outcome == AppendOutcome.OverQuota))
            {
                // What is too much may be known already.
                known = await FindKeysAsync(accountId, hashes, cancellation);
                continue;
            }

            try
            {
                if (plan.Events.Count > 0)
                    _heads[accountId] = await WriteAsync(head, plan, cancellation);
                return results;
            }
            catch (RequestFailedException conflict) when (AzureFailure.IsConflict(conflict) && attempt < MaxAttempts)
            {
                Forget(accountId);
                known = await FindKeysAsync(accountId, hashes, cancellation);
            }
        }
    }

    private (AppendPlan Plan, AppendResult[] Results) Plan(
        JournalEntry[] entries, EventHash[] hashes, AccountHead head, Dictionary<EventHash, KnownKey> known)
    {
        var plan = new AppendPlan(head.Last, head.Bytes, maxBytes, known);
        return (plan, [.. entries.Zip(hashes, plan.Add)]);
    }

    private async Task<AccountHead> WriteAsync(AccountHead head, AppendPlan plan, CancellationToken cancellation)
    {
        var next = head with { Last = plan.Last, Bytes = plan.Bytes };
        var written = await table.SubmitTransactionAsync([next.Write(), .. plan.Events.SelectMany(Rows)], cancellation);
        return next with { ETag = written.Value[0].Headers.ETag };
    }

    private static IEnumerable<TableTransactionAction> Rows(PlannedEvent planned)
    {
        var account = planned.Entry.AccountId;
        var receivedAt = JournalTime.ToStored(planned.Entry.ReceivedAt);
        var key = new TableEntity(account, JournalRow.Key(planned.Hash)) { [nameof(KnownKey.Sequence)] = planned.Sequence, [nameof(KnownKey.ReceivedAt)] = receivedAt };
        if (planned.Expired is { } expired)
            yield return new(TableTransactionActionType.Delete, new TableEntity(account, JournalRow.KeyAge(expired.Sequence)), ETag.All);
        yield return new(planned.Expired is null ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace, key);
        yield return new(TableTransactionActionType.Add, new TableEntity(account, JournalRow.KeyAge(planned.Sequence))
        {
            [nameof(PlannedEvent.Hash)] = planned.Hash.ToBytes(),
            [nameof(KnownKey.ReceivedAt)] = receivedAt,
        });
        yield return new(TableTransactionActionType.Add, EventRow.Of(planned));
    }

    private async Task<Dictionary<EventHash, KnownKey>> FindKeysAsync(string accountId, EventHash[] hashes, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(hashes.Distinct().Select(async hash =>
            (Hash: hash, Row: await table.GetEntityIfExistsAsync<TableEntity>(accountId, JournalRow.Key(hash), cancellationToken: cancellation))));
        return found.Where(static key => key.Row.HasValue).ToDictionary(
            static key => key.Hash,
            static key => new KnownKey(key.Row.Value!.GetInt64(nameof(KnownKey.Sequence))!.Value, key.Row.Value.GetInt64(nameof(KnownKey.ReceivedAt))!.Value));
    }
}
