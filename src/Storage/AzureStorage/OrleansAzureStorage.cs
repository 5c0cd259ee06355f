using Azure.Data.Tables;
using Orleans.Clustering.AzureStorage;
using Orleans.Reminders.AzureStorage;
using Orleans.Serialization;
using Orleans.Storage;

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
            .AddAzureTableGrainStorageAsDefault(states => states.Configure<Serializer>((state, serializer) =>
            {
                state.TableServiceClient = tables;
                state.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            }));
    }
}
