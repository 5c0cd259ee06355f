using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>
/// Accounts that have a row. Rows are made before the transaction that locks them, each statement in the order of the
/// ids: inside of it they could lock in another order than another silo's. Thread-safe.
/// </summary>
internal sealed class KnownAccounts(NpgsqlDataSource source)
{
    private const int GenerationBytes = 8;

    private const string Insert =
        """
        INSERT INTO Account (AccountId, Generation, Last, Bytes)
        SELECT AccountId, Generation, 0, 0 FROM unnest($1, $2) AS given (AccountId, Generation) ORDER BY AccountId COLLATE "C"
        ON CONFLICT (AccountId) DO NOTHING;
        """;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task EnsureAsync(string[] accountIds, CancellationToken cancellation)
    {
        var missing = accountIds.Where(id => !_known.ContainsKey(id)).ToArray();
        if (missing.Length == 0)
            return;
        await using var command = source.CreateCommand(Insert);
        command.Parameters.Add(new() { Value = missing });
        command.Parameters.Add(new() { Value = Array.ConvertAll(missing, static _ => NewGeneration()) });
        await command.ExecuteNonQueryAsync(cancellation);
        foreach (var id in missing)
            _known.TryAdd(id, true);
    }

    /// <summary>Rows that were there are gone: the database is another one now.</summary>
    public void Forget() => _known.Clear();

    private static string NewGeneration() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GenerationBytes));
}
