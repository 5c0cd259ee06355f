using System.Text.Json;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>Silos as programs, between a platform that pushes events all the time and a consumer that takes them; for measurements.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    /// <summary>Looks in a row without a change: longer than a silo that has joined is left alone.</summary>
    private const int StillLooks = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Poll = TimeSpan.FromMilliseconds(250), Repush = TimeSpan.FromSeconds(5);

    private readonly ClusterGround _ground;
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private SteadyEvents? _events;

    private SiloCluster(ClusterGround ground, IReadOnlyDictionary<string, string?> environment) => (_ground, _environment) = (ground, environment);

    public PostgresServer Database => _ground.Database;

    public DeliveryLedger Ledger => _ground.Ledger;

    public FakePlatform Platform => _ground.Platform;

    public IReadOnlyList<FakeApp> Apps => _ground.Apps;

    /// <summary>The silos that were started; a silo that is started again takes the place of the old one.</summary>
    public List<RunningSilo> Silos { get; } = [];

    /// <summary>Starts everything and waits until all accounts are connected and every silo has its share.</summary>
    /// <param name="accounts">How many accounts.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="environment">Variables for the silos' processes.</param>
    public static async Task<SiloCluster> StartAsync(int accounts, int silos, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var cluster = new SiloCluster(await ClusterGround.StartAsync(accounts, Repush, Patience), environment ?? new Dictionary<string, string?>());
        for (var number = 0; number < silos; number++)
            cluster.Silos.Add(await cluster.LaunchAsync(SiloPorts.Free()));
        await cluster.SharedAsync();
        return cluster;
    }

    /// <summary>Starts a silo in the place of one that ended, on the same ports or on new ones.</summary>
    public async Task StartAgainAsync(int number, bool onNewPorts = false)
    {
        await Silos[number].Process.DisposeAsync();
        Silos[number] = await LaunchAsync(onNewPorts ? SiloPorts.Free() : Silos[number].Ports);
    }

    /// <summary>Waits until every account is connected, every silo carries at least half of an even share, and nothing moves any more.</summary>
    public Task SharedAsync()
    {
        var (shares, still) = ("", 0);
        return AskAsync().Within(Patience, "all accounts connected and shared out");

        async Task AskAsync()
        {
            while (still < StillLooks)
            {
                await Task.Delay(Poll);
                var silos = await _ground.SilosAsync(Silos[^1].Process);
                var present = string.Join(' ', silos.Select(static silo => silo.Count("accounts")));
                var isShared = silos.Length == Silos.Count
                    && silos.All(silo => silo.Count("accounts") >= Apps.Count / Silos.Count / 2) && silos.Sum(static silo => silo.Count("connected")) == Apps.Count;
                (shares, still) = (present, isShared && present == shares ? still + 1 : 0);
            }
        }
    }

    /// <summary>Pushes events at a rate until <see cref="CheckAsync"/>.</summary>
    public void Push(int perSecond) => _events = new SteadyEvents(Apps, perSecond);

    /// <summary>The apps whose accounts a silo carries.</summary>
    public async Task<IReadOnlyList<FakeApp>> AppsOfAsync(RunningSilo silo)
    {
        var accounts = await _ground.AccountsAsync(silo.Process);
        return [.. accounts.Where(silo.Owns).Select(account => Platform.App(account.GetProperty("appId").GetString()!))];
    }

    /// <summary>Ends the load and holds everything against what is promised: what was pushed is acknowledged, what was acknowledged is delivered, in order.</summary>
    /// <returns>Whatever is not so.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        if (_events is null)
            return [];
        await _events.StopAsync();
        var acknowledged = Apps.SelectMany(static app => app.Log.Of<Acknowledged>()).Where(static ack => ack.Code == 200).Select(static ack => ack.EventId).ToHashSet();
        await Ledger.ArrivedAsync(acknowledged).Within(Patience, "every acknowledged event at the consumer");
        return [.. Ledger.Check(acknowledged), .. Apps.SelectMany(static app => app.Log.Of<Violation>()).Select(static violation => violation.ToString())];
    }

    public async ValueTask DisposeAsync()
    {
        _events?.Dispose();
        foreach (var silo in Silos)
            await silo.Process.DisposeAsync();
        await _ground.DisposeAsync();
    }

    private async Task<RunningSilo> LaunchAsync(SiloPorts ports) => new(ports, await _ground.LaunchAsync(ports, _environment));
}
