using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;
using Npgsql;
using NpgsqlTypes;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>Progress of subscriptions, written. An owner with a lower epoch than the last writer's is refused.</summary>
internal sealed class ProgressWrites(NpgsqlDataSource source)
{
    private const string Account = "(SELECT Number FROM Account WHERE AccountId = $1)";

    private const string Upsert =
        $"""
        INSERT INTO Subscription AS mine (Account, Name, Epoch, LowWater, Finished, IsPaused) VALUES ({Account}, $2, $3, $4, $5, $6)
        ON CONFLICT (Account, Name) DO UPDATE SET Epoch = $3, LowWater = $4, Finished = $5, IsPaused = $6 WHERE mine.Epoch <= $3;
        """;

    private const string Clear =
        $"""
        DELETE FROM SetAside WHERE Account = {Account} AND Name = $2 AND Sequence = ANY ($3);
        """;

    private const string Set =
        $"""
        INSERT INTO SetAside (Account, Name, Sequence, Kind, Attempts, Since, NextAt, Reason) VALUES ({Account}, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (Account, Name, Sequence) DO UPDATE SET Kind = $4, Attempts = $5, Since = $6, NextAt = $7, Reason = $8;
        """;

    private readonly KnownAccounts _accounts = new(source);

    public async Task<bool[]> SaveAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation)
    {
        await _accounts.EnsureAsync([.. updates.Select(static update => update.AccountId).Distinct(StringComparer.Ordinal)], cancellation);

        // In one order, so that no two silos wait for each other; updates of the same subscription stay in theirs.
        var ordered = Enumerable.Range(0, updates.Count)
            .OrderBy(index => updates[index].AccountId, StringComparer.Ordinal)
            .ThenBy(index => updates[index].Subscription, StringComparer.Ordinal)
            .ToArray();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var saved = await SaveMarksAsync(transaction, updates, ordered, cancellation);
        await SaveSetAsideAsync(transaction, ordered.Where(index => saved[index]).Select(index => updates[index]), cancellation);
        await transaction.CommitAsync(cancellation);
        return saved;
    }

    /// <summary>Locks what it writes until the transaction ends.</summary>
    internal static async Task<bool[]> SaveMarksAsync(NpgsqlTransaction transaction, IReadOnlyList<ProgressUpdate> updates, int[] ordered, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { new(PostgresTransactions.LetGo) } };
        foreach (var index in ordered)
            batch.BatchCommands.Add(Mark(updates[index]));
        await batch.ExecuteNonQueryAsync(cancellation);

        var saved = new bool[updates.Count];
        for (var i = 0; i < ordered.Length; i++)
            saved[ordered[i]] = batch.BatchCommands[i + 1].RecordsAffected == 1;
        return saved;
    }

    private static async Task SaveSetAsideAsync(NpgsqlTransaction transaction, IEnumerable<ProgressUpdate> updates, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var update in updates)
        {
            if (update.Cleared.Count > 0)
                batch.BatchCommands.Add(Command(Clear, update, update.Cleared.ToArray()));
            foreach (var setAside in update.Set)
                batch.BatchCommands.Add(Aside(update, setAside));
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Mark(ProgressUpdate update) =>
        Command(Upsert, update, update.Epoch, update.LowWater, update.Finished.ToBytes(), update.IsPaused);

    private static NpgsqlBatchCommand Aside(ProgressUpdate update, SetAsideEvent setAside)
    {
        var command = Command(
            Set, update, setAside.Sequence, (int)setAside.Kind, setAside.Attempts, JournalTime.ToStored(setAside.Since));
        object next = setAside.NextAt is { } at ? JournalTime.ToStored(at) : DBNull.Value;
        command.Parameters.Add(new() { Value = next, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = StoredText.Of(setAside.Reason) });
        return command;
    }

    private static NpgsqlBatchCommand Command(string text, ProgressUpdate update, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text) { Parameters = { new() { Value = update.AccountId }, new() { Value = update.Subscription } } };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
