using Feishu.Client;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>
/// Silos in this process with real connections to a real simulator, over storage that outlives them. Grains and reminders
/// live by <see cref="Clock"/>; sockets, membership and messages by real time.
/// </summary>
internal sealed class AccountCluster : IAsyncDisposable
{
    public const string Secret = "s3cret-of-the-app-0123456789abcd";

    private readonly InProcessTestCluster _silos;
    private readonly ReminderProbe _reminderProbe = new();

    private AccountCluster(ClusterSetup setup, SimulatorHost simulator)
    {
        Setup = setup;
        Simulator = simulator;
        _silos = Build(setup.Silos);
    }

    public ClusterSetup Setup { get; }

    public SimulatorHost Simulator { get; }

    public FakeTimeProvider Clock => Setup.Clock;

    public StorageFaults Faults => Setup.Faults;

    public SharedRows Rows => Setup.Rows;

    public MemoryJournal Journal => Setup.Journal;

    public LogProbe Logs { get; } = new();

    public Signal<AccountTransition> Transitions { get; } = new();

    public ReminderProbe Reminders => _reminderProbe;

    public IReadOnlyList<InProcessSiloHandle> Silos => _silos.Silos;

    public InProcessTestCluster Inner => _silos;

    public IGrainFactory Grains => _silos.Client;

    /// <summary>For grains that clients do not know.</summary>
    public IGrainFactory SiloGrains => Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    public static async Task<AccountCluster> StartAsync(ClusterSetup? setup = null)
    {
        setup ??= new ClusterSetup();
        var simulator = setup.Simulator ?? await SimulatorHost.StartAsync();
        var cluster = new AccountCluster(setup, simulator);
        await cluster._silos.DeployAsync().Within(what: "the cluster to start");
        return cluster;
    }

    public IAccountGrain Account(string id) => Grains.GetGrain<IAccountGrain>(id);

    public IAccountDirectory Directory => Grains.GetGrain<IAccountDirectory>(0);

    public IClusterGrain Overview => Grains.GetGrain<IClusterGrain>(0);

    /// <summary>App id number <paramref name="number"/>, known to the simulator.</summary>
    public FakeApp App(int number = 1) =>
        Simulator.Platform.Register(new AppRegistration($"cli_{number:x16}", Secret));

    public AccountRegistration Registration(int app = 1, bool enabled = true) =>
        new(App(app).AppId, Secret, Simulator.Address.ToString(), enabled);

    /// <summary>Adds an account and waits until it is connected.</summary>
    public async Task<IAccountGrain> AddConnectedAsync(string id, int app = 1)
    {
        var mark = Transitions.Items.Count;
        var account = Account(id);
        var reply = await account.AddAsync(Registration(app)).Within();
        Assert.Null(reply.Refusal);
        await ConnectedAsync(id, mark);
        return account;
    }

    public Task<AccountTransition> ConnectedAsync(string id, int after = 0) =>
        TransitionAsync(id, static state => state is Connected, "connected", after);

    public Task<AccountTransition> TransitionAsync(string id, Func<ConnectionState, bool> match, string what, int after = 0) =>
        Transitions.FirstAsync(one => one.AccountId == id && match(one.Transition.To), after).Within(what: $"{id} {what}");

    /// <summary>The account's stored state, once it is like this.</summary>
    public async Task<AccountState> StoredAsync(string id, Func<AccountState, bool> match, string what, int after = 0)
    {
        var write = await Rows.Writes
            .FirstAsync(one => one.State is AccountState state && one.GrainId.Key.ToString() == id && match(state), after)
            .Within(what: $"{what} of {id} stored");
        return (AccountState)write.State;
    }

    /// <summary>Lets the grains' time pass, second by second, until something comes of it.</summary>
    public async Task<T> PassTimeUntilAsync<T>(Task<T> outcome)
    {
        while (!outcome.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            // What a step started runs in real time and sets the timers that the next step is to find.
            await Task.WhenAny(outcome, Task.Delay(TimeSpan.FromMilliseconds(10)));
        }

        return await outcome;
    }

    /// <summary>Asks until it is so; every question is a call to the cluster, so nothing spins.</summary>
    public static Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        return AskAsync().Within(what: what);

        async Task AskAsync()
        {
            while (!await isSo())
                await Task.Yield();
        }
    }

    /// <summary>Stops all silos and the client; storage and simulator stay.</summary>
    public Task StopSilosAsync() => _silos.StopAllSilosAsync().Within();

    /// <summary>Changes a stored row behind everybody's back.</summary>
    public void Damage<T>((string StateName, GrainId GrainId) key, Func<T, T> change)
    {
        var serializer = Silos[0].ServiceProvider.GetRequiredService<Serializer>();
        var row = Rows.Rows[key];
        Rows.Rows[key] = row with { Bytes = serializer.SerializeToArray(change(serializer.Deserialize<T>(row.Bytes)!)) };
    }

    public static async Task<AccountStatus> StatusAsync(IAccountGrain account)
    {
        var reply = await account.GetStatusAsync().Within();
        Assert.Null(reply.Refusal);
        return reply.Status!;
    }

    public async ValueTask DisposeAsync()
    {
        await _silos.DisposeAsync();
        if (Setup.Simulator is null)
            await Simulator.DisposeAsync();
        _reminderProbe.Dispose();
        Logs.Verify();
    }

    private InProcessTestCluster Build(short count)
    {
        var builder = new InProcessTestClusterBuilder(count);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = "feishu-tests";
        builder.ConfigureHost(host => host.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Information));
        builder.ConfigureSilo((_, silo) => Configure(silo));
        return builder.Build();
    }

    private void Configure(ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);
        services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Clock);
        services.AddSingleton(Setup.Key);
        services.AddSingleton<IJournalStore>(Setup.Journal);
        services.AddGrainStorage("Default", (provider, _) =>
            new FaultyStorage(new SharedStorage(Rows, provider.GetRequiredService<Serializer>()), Faults));
        silo.AddFeishuAccounts();
        services.AddSingleton<IReminderTable>(Setup.Reminders);
        services.Configure<AccountOptions>(options =>
        {
            options.Sweeps = Setup.Sweeps;
            options.Rebalances = Setup.Moves;
            options.DrainLimit = Setup.Moves ? options.DrainLimit : TimeSpan.Zero;
        });
        services.Configure<FencingOptions>(options => options.Watches = Setup.Watches);
        services.Configure<SupervisionOptions>(options => options.InitialBackoff = TimeSpan.FromMilliseconds(100));
        services.Configure<ClusterMembershipOptions>(options => options.ProbeTimeout = TimeSpan.FromSeconds(1));
        Decorate(services);
    }

    private void Decorate(IServiceCollection services)
    {
        var original = services.Last(service => service.ServiceType == typeof(IFeishuConnectionFactory));
        services.AddSingleton<IFeishuConnectionFactory>(provider =>
            new ProbingConnectionFactory((IFeishuConnectionFactory)original.ImplementationFactory!(provider), Transitions));
    }
}
