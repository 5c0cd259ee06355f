using FeishuOrleans.Storage.AdoNet;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>Orleans on the file <c>cluster.db</c>, through its official AdoNet providers.</summary>
internal static class OrleansSqlite
{
    /// <summary>The AdoNet providers know SQLite by the name of an older driver and take Microsoft.Data.Sqlite for it.</summary>
    public const string Invariant = "System.Data.SQLite";

    public const string InnerStorage = "sqlite";

    public static ISiloBuilder Add(ISiloBuilder builder, StorageOptions options)
    {
        var database = new ClusterDatabase(new DataDirectory(options.DataDirectory));
        builder.Services.AddSingleton(database);
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
        builder.AddAdoNetGrainStorage(InnerStorage, states => states.Configure<IServiceProvider>((state, services) =>
        {
            state.Invariant = Invariant;
            state.DataSource = database.GrainState;

            // The serializer that the default storage is to have; the provider would look for one of the inner name.
            state.GrainStorageSerializer =
                services.GetKeyedService<IGrainStorageSerializer>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
                ?? services.GetRequiredService<IGrainStorageSerializer>();
        }));
        builder.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            static (services, _) => new UnambiguousKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(InnerStorage)));
        return builder;
    }
}
