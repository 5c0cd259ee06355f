using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>The heads of accounts, locked until the transaction ends, and the keys that are kept of the entries.</summary>
internal sealed class LockedAccounts
{
    /// <summary>In the order of the ids, so that no two silos wait for each other.</summary>
    private const string Lock =
        """
        SELECT Number, AccountId, Last, Bytes FROM Account WHERE AccountId = ANY ($1) ORDER BY AccountId FOR UPDATE;
        """;

    /// <summary>Sees what was committed before the locks were had: every statement has a view of its own.</summary>
    private const string FindKeys =
        """
        SELECT Hash, Sequence, ReceivedAt FROM EventKey WHERE Hash = ANY ($1);
        """;

    private readonly Dictionary<string, (long Number, AppendPlan Plan)> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<EventHash, KnownKey> _keys = [];

    private LockedAccounts()
    {
    }

    public IEnumerable<(long Number, AppendPlan Plan)> All => _accounts.Values;

    public static async Task<LockedAccounts> TakeAsync(
        NpgsqlTransaction transaction, string[] accountIds, EventHash[] hashes, long maxBytes, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(PostgresTransactions.LetGo),
                new(Lock) { Parameters = { new() { Value = accountIds } } },
                new(FindKeys) { Parameters = { new() { Value = Array.ConvertAll(hashes, static hash => hash.ToBytes()) } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var locked = new LockedAccounts();
        while (await reader.ReadAsync(cancellation))
            locked._accounts.Add(reader.GetString(1), (reader.GetInt64(0), new AppendPlan(reader.GetInt64(2), reader.GetInt64(3), maxBytes, locked._keys)));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            locked._keys.Add(EventHash.Read(reader.Bytes(0)), new KnownKey(reader.GetInt64(1), reader.GetInt64(2)));
        return locked;
    }

    /// <returns>What becomes of the entry; null when its account has no row.</returns>
    public AppendResult? Plan(JournalEntry entry, EventHash hash) =>
        _accounts.TryGetValue(entry.AccountId, out var account) ? account.Plan.Add(entry, hash) : null;
}
