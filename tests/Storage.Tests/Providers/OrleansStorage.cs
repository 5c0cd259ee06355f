using FeishuOrleans.Storage.AdoNet;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>Orleans' own providers as a silo has them; the silo itself does not run. Several in one place are to the
/// database what several processes are: each has its own handles.</summary>
public sealed class OrleansStorage : IDisposable
{
    private readonly IHost _host;

    private OrleansStorage(IHost host) => _host = host;

    public IMembershipTable Membership => _host.Services.GetRequiredService<IMembershipTable>();

    public IReminderTable Reminders => _host.Services.GetRequiredService<IReminderTable>();

    public IGrainStorage States => _host.Services.GetRequiredService<IGrainStorage>();

    public IServiceProvider Services => _host.Services;

    internal IOrleansDatabase Database => _host.Services.GetRequiredService<IOrleansDatabase>();

    public static async Task<OrleansStorage> OpenAsync(IReadOnlyDictionary<string, string?> settings, string clusterId = "test")
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .Build();
        var storage = new OrleansStorage(new HostBuilder()
            .UseOrleans(silo => silo
                .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("test", clusterId))
                .AddFeishuStorage(configuration))
            .ConfigureLogging(logging => logging.ClearProviders())
            .Build());
        await storage.StartAsync(TestContext.Current.CancellationToken).Within(what: "the start of the storage");
        return storage;
    }

    public void Dispose() => _host.Dispose();

    private async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var service in _host.Services.GetServices<IHostedService>().OfType<DatabasePreparation>())
            await service.StartingAsync(cancellation);

        await Membership.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellation);
        await Reminders.StartAsync(cancellation);

        var observers = new Observers();
        var provider = _host.Services.GetRequiredKeyedService<IGrainStorage>(OrleansAdoNet.InnerStorage);
        ((ILifecycleParticipant<ISiloLifecycle>)provider).Participate(observers);
        foreach (var observer in observers.Subscribed)
            await observer.OnStart(cancellation);
    }

    /// <summary>The silo's life cycle, as far as a storage provider takes part in it.</summary>
    private sealed class Observers : ISiloLifecycle
    {
        public List<ILifecycleObserver> Subscribed { get; } = [];

        public int HighestCompletedStage => ServiceLifecycleStage.First;

        public int LowestStoppedStage => ServiceLifecycleStage.Last;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            Subscribed.Add(observer);
            return new CancellationTokenSource();
        }
    }
}
