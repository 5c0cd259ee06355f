using System.Security.Cryptography;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>What the silos of a cluster have in common: one PostgreSQL database, a platform with an app for each account, and a consumer that takes what is delivered.</summary>
public sealed class ClusterGround : IAsyncDisposable
{
    private const int Repushes = 60;

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly string _masterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string _connectionString;
    private readonly SimulatorHost _simulator;
    private readonly WebhookConsumer _consumer;

    private ClusterGround(PostgresServer database, string connectionString, SimulatorHost simulator, WebhookConsumer consumer)
    {
        (Database, _connectionString, _simulator, _consumer) = (database, connectionString, simulator, consumer);
        consumer.Answer = Ledger.AcceptAllAsync;
    }

    /// <summary>The server of the database that the silos share.</summary>
    public PostgresServer Database { get; }

    public DeliveryLedger Ledger { get; } = new();

    public FakePlatform Platform => _simulator.Platform;

    /// <summary>The app of account <c>bot-0</c>, of <c>bot-1</c>, and so on.</summary>
    public IReadOnlyList<FakeApp> Apps => Platform.Apps;

    private string Declarations => _directory.Beside("accounts.json");

    /// <param name="accounts">How many accounts are declared.</param>
    /// <param name="repush">After what time the platform pushes again.</param>
    /// <param name="patience">How long waits on the platform's log last at most.</param>
    public static async Task<ClusterGround> StartAsync(int accounts, TimeSpan repush, TimeSpan patience)
    {
        var database = await PostgresServer.StartAsync();
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [.. Enumerable.Range(0, accounts).Select(static number => new AppRegistration($"cli_{number:x16}", "secret"))],
            Settings = new PlatformSettings { RepushDelays = [.. Enumerable.Repeat(repush, Repushes)] },
            LogCapacity = int.MaxValue,
            WaitLimit = patience,
        });
        var ground = new ClusterGround(database, await database.CreateDatabaseAsync(), simulator, await WebhookConsumer.StartAsync(kept: 1));
        await ground.DeclareAsync();
        return ground;
    }

    /// <summary>Starts a silo of this build.</summary>
    public Task<SiloProcess> LaunchAsync(SiloPorts ports, params string[] more) => LaunchAsync(ports, new Dictionary<string, string?>(), more);

    /// <inheritdoc cref="LaunchAsync(SiloPorts, string[])"/>
    /// <param name="ports">Its ports.</param>
    /// <param name="environment">Variables for its process.</param>
    /// <param name="more">Settings beside those that all silos have.</param>
    public Task<SiloProcess> LaunchAsync(SiloPorts ports, IReadOnlyDictionary<string, string?> environment, params string[] more) =>
        SiloProcess.StartAsync(_directory.Path, ports, environment, [.. Settings(), .. more]);

    /// <summary>Starts a silo that reaches storage, and is reached by the others, by ways that can be cut.</summary>
    public Task<SiloProcess> LaunchAsync(SiloPorts ports, SiloNetwork network, params string[] more) =>
        LaunchAsync(ports, network.Environment, [$"--Storage:ConnectionString={network.Through(_connectionString)}", .. more]);

    /// <summary>Starts a silo of another build.</summary>
    public Task<SiloProcess> LaunchFileAsync(SiloPorts ports, string program) => SiloProcess.StartFileAsync(program, _directory.Path, ports, [.. Settings()]);

    /// <summary>What a silo says of all silos; nothing while it finds out who is there.</summary>
    public async Task<JsonElement[]> SilosAsync(SiloProcess asked)
    {
        using var answer = await _http.GetAsync(new Uri(asked.Http, "/api/cluster")).Within(what: "the silos");
        if (!answer.IsSuccessStatusCode)
            return [];
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("silos").EnumerateArray()];
    }

    /// <summary>What a silo says of all accounts, in the order of <see cref="Apps"/>; nothing while it finds out who is there.</summary>
    public async Task<IReadOnlyList<JsonElement>> AccountsAsync(SiloProcess asked)
    {
        var accounts = new List<JsonElement>();
        var path = "/api/accounts?limit=1000";
        while (path is not null)
        {
            using var answer = await _http.GetAsync(new Uri(asked.Http, path)).Within(what: "the accounts");
            if (!answer.IsSuccessStatusCode)
                return [];
            accounts.AddRange(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray());
            path = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        }

        return [.. accounts.OrderBy(static account => account.GetProperty("appId").GetString(), StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
        await _consumer.DisposeAsync();
        await Database.DisposeAsync();
        _directory.Dispose();
    }

    private IEnumerable<string> Settings() =>
    [
        "--config", Declarations,
        "--Storage:Provider=PostgreSql",
        $"--Storage:ConnectionString={_connectionString}",
        $"--Secrets:MasterKey={_masterKey}",
        $"--Feishu:BaseAddress={_simulator.Address}",
    ];

    private Task DeclareAsync()
    {
        Directory.CreateDirectory(_directory.Path);
        var accounts = Enumerable.Range(0, Apps.Count).ToDictionary(
            static number => $"bot-{number}", number => new { Apps[number].AppId, Apps[number].AppSecret, Webhook = new { Url = _consumer.Url.ToString() } });
        return File.WriteAllTextAsync(Declarations, JsonSerializer.Serialize(new { Accounts = accounts }));
    }
}
