using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.AdoNet;
using FeishuOrleans.Storage.Sqlite.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>Orleans on the file <c>cluster.db</c>, through its official AdoNet providers, and the journal on <c>journal.db</c>.</summary>
internal static class OrleansSqlite
{
    /// <summary>The AdoNet providers know SQLite by the name of an older driver and take Microsoft.Data.Sqlite for it.</summary>
    public const string Invariant = "System.Data.SQLite";

    public const string InnerStorage = "sqlite";

    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        var directory = new DataDirectory(options.DataDirectory);
        var database = new ClusterDatabase(directory);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(new JournalDatabase(directory));
        builder.Services.AddSingleton<IJournalStore, SqliteJournal>();
        builder.Services.AddHostedService<ClusterDatabasePreparation>();
        return builder
            .UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = Invariant;
                clustering.DataSource = database.Membership;
            })
            .UseAdoNetReminderService(reminders =>
            {
                reminders.Invariant = Invariant;
                reminders.DataSource = database.Reminders;
            })
            .AddGrainState(database);
    }

    private static ISiloBuilder AddGrainState(this ISiloBuilder builder, ClusterDatabase database)
    {
        builder.AddAdoNetGrainStorage(InnerStorage, states => states.Configure<Serializer>((state, serializer) =>
        {
            state.Invariant = Invariant;
            state.DataSource = database.GrainState;

            // Names in the stored bytes are the aliases of the contracts, so that types can be renamed and moved.
            state.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        builder.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            static (services, _) => new UnambiguousKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(InnerStorage)));
        return builder;
    }
}
