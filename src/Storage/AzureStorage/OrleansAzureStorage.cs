using Azure.Data.Tables;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;
using Orleans.Reminders.AzureStorage;

namespace FeishuOrleans.Storage.AzureStorage;

/// <summary>
/// Orleans on Azure Table Storage. Compiled only with <c>-p:AzureStorage=true</c>, because some package mirrors do not
/// carry the official packages. They make their tables themselves.
/// </summary>
internal static class OrleansAzureStorage
{
    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        var tables = new TableServiceClient(options.ConnectionString);
        return builder
            .UseAzureStorageClustering((AzureStorageClusteringOptions clustering) => clustering.TableServiceClient = tables)
            .UseAzureTableReminderService((AzureTableReminderStorageOptions reminders) => reminders.TableServiceClient = tables)
            .AddAzureTableGrainStorageAsDefault((AzureTableStorageOptions states) => states.TableServiceClient = tables);
    }
}
