using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>An account's head row.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Generation">Names the journal's history.</param>
/// <param name="Last">The last sequence given.</param>
/// <param name="Bytes">Payload bytes kept.</param>
/// <param name="ETag">The row as it was read; null when there is none yet.</param>
internal sealed record AccountHead(string AccountId, string Generation, long Last, long Bytes, ETag? ETag)
{
    private const int GenerationBytes = 8;

    public static async Task<AccountHead> ReadAsync(TableClient table, string accountId, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(accountId, JournalRow.Head, cancellationToken: cancellation);
        return found is { HasValue: true, Value: { } row }
            ? new AccountHead(accountId, row.GetString(nameof(Generation)), row.GetInt64(nameof(Last))!.Value, row.GetInt64(nameof(Bytes))!.Value, row.ETag)
            : new AccountHead(accountId, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GenerationBytes)), 0, 0, null);
    }

    /// <summary>Writes this head if the row is still as it was read.</summary>
    public TableTransactionAction Write()
    {
        var row = new TableEntity(AccountId, JournalRow.Head) { [nameof(Generation)] = Generation, [nameof(Last)] = Last, [nameof(Bytes)] = Bytes };
        return ETag is { } asRead
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, asRead)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
