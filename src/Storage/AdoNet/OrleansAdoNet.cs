using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>Orleans on the registered <see cref="IOrleansDatabase"/>, through its official AdoNet providers.</summary>
internal static class OrleansAdoNet
{
    /// <summary>The provider's own storage, below <see cref="UnambiguousKeyStorage"/>.</summary>
    public const string InnerStorage = "adonet";

    public static ISiloBuilder Add(ISiloBuilder builder)
    {
        builder.Services.AddHostedService<DatabasePreparation>();
        return builder
            .UseAdoNetClustering(clustering => clustering.Configure<IOrleansDatabase>((options, database) =>
            {
                options.Invariant = database.Invariant;
                options.DataSource = database.Membership;
            }))
            .UseAdoNetReminderService(reminders => reminders.Configure<IOrleansDatabase>((options, database) =>
            {
                options.Invariant = database.Invariant;
                options.DataSource = database.Reminders;
            }))
            .AddGrainState();
    }

    private static ISiloBuilder AddGrainState(this ISiloBuilder builder)
    {
        builder.AddAdoNetGrainStorage(InnerStorage, states => states.Configure<IOrleansDatabase, Serializer>((options, database, serializer) =>
        {
            options.Invariant = database.Invariant;
            options.DataSource = database.GrainState;

            // Names in the stored bytes are the aliases of the contracts, so that types can be renamed and moved.
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        builder.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            static (services, _) => new UnambiguousKeyStorage(services.GetRequiredKeyedService<IGrainStorage>(InnerStorage)));
        return builder;
    }
}
