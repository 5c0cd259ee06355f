using Azure.Core;
using Azure.Data.Tables;

namespace FeishuOrleans.Storage.AzureStorage;

/// <summary>The storage account that the connection string names, and the journal's table in it.</summary>
internal sealed class AzureTables
{
    /// <param name="options">Names the account.</param>
    /// <param name="journalTable">The journal's table.</param>
    public AzureTables(StorageOptions options, string journalTable = "FeishuJournal")
    {
        var client = new TableClientOptions
        {
            // The platform stops waiting for an acknowledgement after 3 s.
            Retry = { MaxRetries = 2, Mode = RetryMode.Exponential, Delay = TimeSpan.FromMilliseconds(100), NetworkTimeout = TimeSpan.FromSeconds(5) },
            Diagnostics = { IsLoggingContentEnabled = false },
        };
        Service = new TableServiceClient(options.ConnectionString, client);
        Journal = Service.GetTableClient(journalTable);
    }

    public TableServiceClient Service { get; }

    public TableClient Journal { get; }

    /// <summary>Names the account in messages; without anything secret.</summary>
    public string Place => $"The storage account '{Service.AccountName}'";

    /// <summary>Makes the table if it is not there. Safe from several processes at once.</summary>
    /// <exception cref="StorageSetupException">The account cannot be used.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await Journal.CreateIfNotExistsAsync(cancellation);
        }
        catch (Exception e) when (AzureFailure.IsOne(e))
        {
            throw new StorageSetupException($"{AzureFailure.Explain(e, Place)} Check Storage:ConnectionString.", e);
        }
    }
}
