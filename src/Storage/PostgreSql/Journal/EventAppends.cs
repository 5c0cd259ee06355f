using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;
using NpgsqlTypes;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>
/// Appends: locks the accounts, looks which events are known, writes the rest, whatever their number, with three
/// statements. Several run at once; those that share an account go one after the other.
/// </summary>
internal sealed class EventAppends(PostgresDatabase database, long maxBytes)
{
    private const string InsertEvents =
        """
        INSERT INTO Event (Account, Sequence, ReceivedAt, Key, Type, ChatId, Payload)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7);
        """;

    /// <summary>A key that is there already is too old to count, and not purged yet.</summary>
    private const string InsertKeys =
        """
        INSERT INTO EventKey (Hash, Sequence, ReceivedAt) SELECT * FROM unnest($1, $2, $3)
        ON CONFLICT (Hash) DO UPDATE SET Sequence = EXCLUDED.Sequence, ReceivedAt = EXCLUDED.ReceivedAt;
        """;

    private const string UpdateAccounts =
        """
        UPDATE Account SET Last = given.Last, Bytes = given.Bytes
        FROM unnest($1, $2, $3) AS given (Number, Last, Bytes) WHERE Account.Number = given.Number;
        """;

    private readonly KnownAccounts _accounts = new(database.JournalWrites);

    public async Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        var accountIds = entries.Select(static entry => entry.AccountId).Distinct(StringComparer.Ordinal).ToArray();
        var hashes = entries.Select(EventHash.Of).ToArray();
        await _accounts.EnsureAsync(accountIds, cancellation);

        await using var connection = await database.JournalWrites.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var locked = await LockedAccounts.TakeAsync(transaction, accountIds, hashes, maxBytes, cancellation);
        var results = Plan(locked, entries, hashes);
        var changed = locked.All.Where(static account => account.Plan.Events.Count > 0).ToArray();
        if (changed.Length > 0)
        {
            await WriteAsync(transaction, changed, cancellation);
            DeliverySteps.Reached(DeliverySteps.BatchWritten);
        }

        await transaction.CommitAsync(cancellation);
        return results;
    }

    private AppendResult[] Plan(LockedAccounts locked, IReadOnlyList<JournalEntry> entries, EventHash[] hashes)
    {
        var results = new AppendResult[entries.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (locked.Plan(entries[i], hashes[i]) is not { } result)
            {
                _accounts.Forget();
                throw new JournalException($"{database.Place} lost accounts that it had: was it restored? The next event makes them anew.", null);
            }

            results[i] = result;
        }

        return results;
    }

    private static async Task WriteAsync(NpgsqlTransaction transaction, (long Number, AppendPlan Plan)[] accounts, CancellationToken cancellation)
    {
        var numbers = accounts.SelectMany(static account => Enumerable.Repeat(account.Number, account.Plan.Events.Count)).ToArray();
        var events = accounts.SelectMany(static account => account.Plan.Events).ToArray();
        var sequences = Array.ConvertAll(events, static one => one.Sequence);
        var times = Array.ConvertAll(events, static one => JournalTime.ToStored(one.Entry.ReceivedAt));
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new(InsertEvents)
                {
                    Parameters =
                    {
                        Bigints(numbers),
                        Bigints(sequences),
                        Bigints(times),
                        Texts(events, static one => one.Entry.Key),
                        Texts(events, static one => one.Entry.Type),
                        Texts(events, static one => one.Entry.ChatId),
                        Blobs(events, static one => one.Entry.Payload),
                    },
                },
                new(InsertKeys) { Parameters = { Blobs(events, static one => one.Hash.ToBytes()), Bigints(sequences), Bigints(times) } },
                new(UpdateAccounts)
                {
                    Parameters =
                    {
                        Bigints(Array.ConvertAll(accounts, static account => account.Number)),
                        Bigints(Array.ConvertAll(accounts, static account => account.Plan.Last)),
                        Bigints(Array.ConvertAll(accounts, static account => account.Plan.Bytes)),
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter Bigints(long[] values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Texts(PlannedEvent[] events, Func<PlannedEvent, string?> text) => new()
    {
        Value = Array.ConvertAll(events, one => text(one) is { } value ? StoredText.Of(value) : null),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };

    private static NpgsqlParameter Blobs(PlannedEvent[] events, Func<PlannedEvent, ReadOnlyMemory<byte>> bytes) => new()
    {
        Value = Array.ConvertAll(events, one => bytes(one)),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
    };
}
