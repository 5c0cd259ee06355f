using System.Security.Cryptography;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Handover;

/// <summary>Silos as programs that share a PostgreSQL database, between a platform that pushes events all the time and a consumer that takes them.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private const int EventsBetweenQuestions = 20;

    /// <summary>Share of the events that may cross a Close frame while other programs keep the processors busy, but one in any case: no
    /// client can rule that out (record 10). None does on a quiet machine.</summary>
    private const double MostCrossed = 0.02;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly HttpClient _http = new();
    private readonly PostgresServer _server;
    private readonly string _connectionString;
    private readonly SimulatorHost _simulator;
    private readonly WebhookConsumer _consumer;
    private SteadyEvents? _events;
    private bool _isPushing;

    private ClusterRig(PostgresServer server, string connectionString, SimulatorHost simulator, WebhookConsumer consumer)
    {
        (_server, _connectionString, _simulator, _consumer) = (server, connectionString, simulator, consumer);
        consumer.Answer = Ledger.AcceptAllAsync;
    }

    public DeliveryLedger Ledger { get; } = new();

    public IReadOnlyList<FakeApp> Apps => _simulator.Platform.Apps;

    /// <summary>Pushes that crossed a Close frame on the wire: no client can acknowledge them, and the platform pushes them again. Also what
    /// a machine without time to spare acknowledged too late.</summary>
    public int Crossed => Failed().Count();

    /// <summary>The database that the silos share.</summary>
    public PostgresServer Server => _server;

    public static async Task<ClusterRig> StartAsync(int accounts)
    {
        var server = await PostgresServer.StartAsync();
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [.. Enumerable.Range(0, accounts).Select(static number => new AppRegistration($"cli_{number:x16}", "secret"))],
            Settings = new PlatformSettings { RepushDelays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(1), 60)] },
            LogCapacity = int.MaxValue,
            WaitLimit = Patience,
        });
        return new ClusterRig(server, await server.CreateDatabaseAsync(), simulator, await WebhookConsumer.StartAsync(kept: 1));
    }

    /// <summary>Starts a silo of this build.</summary>
    public Task<SiloProcess> StartSiloAsync(SiloPorts ports, params string[] more) => SiloProcess.StartAsync(_directory.Path, ports, [.. Settings(), .. more]);

    /// <summary>Starts a silo that reaches the others and storage by ways that can be cut.</summary>
    public Task<SiloProcess> StartSiloAsync(SiloPorts ports, SiloNetwork network, params string[] more) =>
        SiloProcess.StartAsync(_directory.Path, ports, network.Environment, [.. Settings(), $"--Storage:ConnectionString={network.Through(_connectionString)}", .. more]);

    /// <summary>Starts a silo of another build.</summary>
    public Task<SiloProcess> StartOtherSiloAsync(SiloPorts ports, string program) => SiloProcess.StartFileAsync(program, _directory.Path, ports, [.. Settings()]);

    /// <summary>Waits until every account is connected.</summary>
    public Task ConnectedAsync() => Task.WhenAll(Apps.Select(static app => app.WaitForConnectionAsync()));

    /// <summary>One event to every account.</summary>
    /// <returns>Which.</returns>
    public IReadOnlyList<(FakeApp App, string EventId)> PushEach() => [.. Apps.Select(static app => (app, app.PushText("good morning")))];

    /// <summary>Waits until events are acknowledged with 200 and have come to the consumer, and holds what it got against what is promised.</summary>
    public async Task SettledAsync(IReadOnlyCollection<(FakeApp App, string EventId)> pushed)
    {
        foreach (var (app, eventId) in pushed)
            await app.Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId && ack.Code == 200, $"{eventId} acknowledged with 200");
        var eventIds = pushed.Select(static one => one.EventId).ToArray();
        await Ledger.ArrivedAsync(eventIds).Within(Patience, "the events at the consumer");
        Assert.Empty(Ledger.Check(eventIds));
    }

    /// <summary>What a silo says of all accounts, in the order of <see cref="Apps"/>; nothing while it finds out who is there.</summary>
    public async Task<IReadOnlyList<JsonElement>> AccountsAsync(SiloProcess asked)
    {
        using var answer = await _http.GetAsync(new Uri(asked.Http, "/api/accounts?limit=1000")).Within(what: "the accounts");
        if (!answer.IsSuccessStatusCode)
            return [];
        var accounts = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray();
        return [.. accounts.OrderBy(static account => account.GetProperty("appId").GetString(), StringComparer.Ordinal)];
    }

    /// <summary>Waits until the accounts are as expected; every question is a call to the cluster, so nothing spins.</summary>
    public Task UntilAccountsAsync(SiloProcess asked, Predicate<IReadOnlyList<JsonElement>> isSo, string what)
    {
        return AskAsync().Within(Patience, what);

        async Task AskAsync()
        {
            while (!isSo(await AccountsAsync(asked)))
                await Task.Yield();
        }
    }

    /// <summary>Waits until each silo carries a fair share, and all accounts are connected. Which account falls to which silo depends on
    /// the silos' ports: the fewer accounts there are, the further from even a share may be.</summary>
    public Task SharedAsync(SiloProcess asked, int silos) => UntilAsync(
        asked,
        all => all.Length == silos && all.All(silo => Count(silo, "accounts") >= Apps.Count / silos / (Apps.Count > 100 ? 2 : 4)) && all.Sum(static silo => Count(silo, "connected")) == Apps.Count,
        $"a fair share for each of {silos} silos");

    /// <summary>Waits until the silos are as expected.</summary>
    public Task UntilAsync(SiloProcess asked, Predicate<JsonElement[]> isSo, string what)
    {
        return AskAsync().Within(Patience, what);

        // Asked again when some more events came: often enough, and without being what keeps the machine busy.
        async Task AskAsync()
        {
            while (!isSo(await SilosAsync(asked)))
                await (_isPushing ? Ledger.CountAsync(Ledger.Count + EventsBetweenQuestions) : Task.CompletedTask);
        }
    }

    /// <summary>Pushes events at a rate until <see cref="CheckAsync"/>.</summary>
    public void Push(int perSecond) => (_events, _isPushing) = (new SteadyEvents(Apps, perSecond), true);

    /// <summary>Ends the load and holds everything against what is promised: no account was without a socket for a moment, everything was
    /// acknowledged and came to the consumer, in order, and nothing was pushed again but what crossed a Close frame.</summary>
    /// <returns>How many events there were.</returns>
    public async Task<int> CheckAsync()
    {
        _isPushing = false;
        await _events!.StopAsync();
        var pushed = _events.Count;
        var acknowledged = Apps.SelectMany(static app => app.Log.Of<Acknowledged>()).Where(static ack => ack.Code == 200).Select(static ack => ack.EventId).ToHashSet();
        await Ledger.ArrivedAsync(acknowledged).Within(Patience, "every acknowledged event at the consumer");

        Assert.Equal(pushed, acknowledged.Count);
        Assert.Contains(Apps, static app => app.Log.CountOf<Disconnected>() > 0);
        Assert.All(Apps.SelectMany(static app => app.Log.Of<Disconnected>()), static end => Assert.True(end.Live > 0, $"no live socket after {end}"));
        Assert.DoesNotContain(Failed(), static failed => failed.Cause == DeliveryFailure.Offline);
        Assert.True(Crossed <= Math.Max(1, pushed * MostCrossed), $"{Crossed} of {pushed} events were not acknowledged on the socket that brought them");
        Assert.Empty(Apps.SelectMany(static app => app.Log.Of<Violation>()));
        Assert.Empty(Ledger.Check(acknowledged));
        return pushed;
    }

    private IEnumerable<DeliveryFailed> Failed() => Apps.SelectMany(static app => app.Log.Of<DeliveryFailed>());

    public async ValueTask DisposeAsync()
    {
        _events?.Dispose();
        _http.Dispose();
        await _simulator.DisposeAsync();
        await _consumer.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private static int Count(JsonElement silo, string name) => silo.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0;

    private async Task<JsonElement[]> SilosAsync(SiloProcess asked)
    {
        using var answer = await _http.GetAsync(new Uri(asked.Http, "/api/cluster")).Within(what: "the silos");
        // Not while the silo that was asked finds out who is there.
        if (!answer.IsSuccessStatusCode)
            return [];
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("silos").EnumerateArray()];
    }

    private IEnumerable<string> Settings() =>
    [
        "--Storage:Provider=PostgreSql",
        $"--Storage:ConnectionString={_connectionString}",
        $"--Secrets:MasterKey={_masterKey}",
        $"--Feishu:BaseAddress={_simulator.Address}",
        .. Apps.SelectMany(Declare),
    ];

    private IEnumerable<string> Declare(FakeApp app, int number) =>
    [
        $"--Accounts:bot-{number}:AppId={app.AppId}",
        $"--Accounts:bot-{number}:AppSecret={app.AppSecret}",
        $"--Accounts:bot-{number}:Webhook:Url={_consumer.Url}",
    ];
}
