using System.Security.Cryptography;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>Silos as programs over one PostgreSQL database, between a platform that pushes events all the time and a consumer that takes them.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    private const int RepushSeconds = 5;

    /// <summary>Looks in a row without a change: longer than a silo that has joined is left alone.</summary>
    private const int StillLooks = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Poll = TimeSpan.FromMilliseconds(250);

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _connectionString;
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly SimulatorHost _simulator;
    private readonly WebhookConsumer _consumer;
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private SteadyEvents? _events;

    private SiloCluster(
        PostgresServer database, string connectionString, SimulatorHost simulator, WebhookConsumer consumer, IReadOnlyDictionary<string, string?>? environment)
    {
        (Database, _connectionString, _simulator, _consumer) = (database, connectionString, simulator, consumer);
        _environment = environment ?? new Dictionary<string, string?>();
        consumer.Answer = Ledger.AcceptAllAsync;
    }

    public PostgresServer Database { get; }

    public DeliveryLedger Ledger { get; } = new();

    public FakePlatform Platform => _simulator.Platform;

    public IReadOnlyList<FakeApp> Apps => _simulator.Platform.Apps;

    /// <summary>The silos that were started; a silo that is started again takes the place of the old one.</summary>
    public List<RunningSilo> Silos { get; } = [];

    /// <summary>Starts everything and waits until all accounts are connected and every silo has its share.</summary>
    /// <param name="accounts">How many accounts.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="environment">Variables for the silos' processes.</param>
    public static async Task<SiloCluster> StartAsync(int accounts, int silos, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var database = await PostgresServer.StartAsync();
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [.. Enumerable.Range(0, accounts).Select(static number => new AppRegistration(AppId(number), "secret"))],
            Settings = new PlatformSettings { RepushDelays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(RepushSeconds), 60)] },
            LogCapacity = int.MaxValue,
            WaitLimit = Patience,
        });
        var cluster = new SiloCluster(database, await database.CreateDatabaseAsync(), simulator, await WebhookConsumer.StartAsync(kept: 1), environment);
        await cluster.DeclareAsync();
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
    public async Task SharedAsync()
    {
        var (shares, still) = ("", 0);
        await UntilAsync(
            silos =>
            {
                var present = string.Join(' ', silos.Select(static silo => Count(silo, "accounts")));
                var isShared = silos.Length == Silos.Count && silos.All(silo => Count(silo, "accounts") >= Apps.Count / Silos.Count / 2) && silos.Sum(static silo => Count(silo, "connected")) == Apps.Count;
                (shares, still) = (present, isShared && present == shares ? still + 1 : 0);
                return still == StillLooks;
            },
            "all accounts connected and shared out");
    }

    /// <summary>Pushes events at a rate until <see cref="CheckAsync"/>.</summary>
    public void Push(int perSecond) => _events = new SteadyEvents(Apps, perSecond);

    /// <summary>The apps whose accounts a silo carries.</summary>
    public async Task<IReadOnlyList<FakeApp>> AppsOfAsync(RunningSilo silo)
    {
        var apps = new List<FakeApp>();
        var path = "/api/accounts?limit=1000";
        while (path is not null)
        {
            using var answer = await _http.GetAsync(new Uri(silo.Process.Http, path));
            answer.EnsureSuccessStatusCode();
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            apps.AddRange(page.EnumerateArray().Where(account => silo.Owns(account)).Select(static account => account.GetProperty("appId").GetString()!).Select(Platform.App));
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        return apps;
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
        _http.Dispose();
        await _simulator.DisposeAsync();
        await _consumer.DisposeAsync();
        await Database.DisposeAsync();
        _directory.Dispose();
    }

    private static string AppId(int number) => $"cli_{number:x16}";

    private static int Count(JsonElement silo, string name) => silo.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0;

    private Task DeclareAsync()
    {
        Directory.CreateDirectory(_directory.Path);
        var accounts = Enumerable.Range(0, Apps.Count).ToDictionary(
            static number => $"bot-{number:00000}", number => new { AppId = AppId(number), AppSecret = "secret", Webhook = new { Url = _consumer.Url.ToString() } });
        return File.WriteAllTextAsync(_directory.Beside("accounts.json"), JsonSerializer.Serialize(new { Accounts = accounts }));
    }

    private async Task<RunningSilo> LaunchAsync(SiloPorts ports) => new(
        ports,
        await SiloProcess.StartAsync(
            _directory.Path,
            ports,
            _environment,
            "--config", _directory.Beside("accounts.json"),
            "--Storage:Provider=PostgreSql",
            $"--Storage:ConnectionString={_connectionString}",
            $"--Secrets:MasterKey={_masterKey}",
            $"--Feishu:BaseAddress={_simulator.Address}"));

    private Task UntilAsync(Predicate<JsonElement[]> isSo, string what)
    {
        return AskAsync().Within(Patience, what);

        async Task AskAsync()
        {
            while (!isSo(await SilosAsync()))
                await Task.Delay(Poll);
        }
    }

    private async Task<JsonElement[]> SilosAsync()
    {
        using var answer = await _http.GetAsync(new Uri(Silos[^1].Process.Http, "/api/cluster"));
        // Not while the silo that was asked finds out who is there.
        if (!answer.IsSuccessStatusCode)
            return [];
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("silos").EnumerateArray()];
    }
}
