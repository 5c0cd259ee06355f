using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.AzureStorage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Clustering.AzureStorage;
using Orleans.Reminders.AzureStorage;
using Orleans.Serialization;
using Orleans.Storage;

namespace FeishuOrleans.Storage.AzureStorage;

/// <summary>
/// Orleans on Azure Table Storage. Compiled only with <c>-p:AzureStorage=true</c>, because some package mirrors do not
/// carry the official packages. They make their tables themselves; the journal's is ours and always built.
/// </summary>
internal static class OrleansAzureStorage
{
    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        var azure = new AzureTables(options);
        var tables = azure.Service;
        builder.Services.AddSingleton(azure);
        builder.Services.AddSingleton<IJournalStore, AzureJournal>();
        builder.Services.AddHostedService<AzureTablesPreparation>();
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
