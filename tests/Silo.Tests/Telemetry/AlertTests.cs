using Feishu.Simulator;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>Every alert fires when what it warns of is done to a silo, and none before. Minutes are not waited for: what tells an age begins to grow.</summary>
[Collection(ProcessTests.Name)]
public sealed class AlertTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", OtherAppId = "cli_fedcba9876543210", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private readonly HttpClient _http = new();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private SiloProcess _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _consumer = await WebhookConsumer.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
        _simulator.Platform.Register(new AppRegistration(OtherAppId, "another secret"));
        _silo = await SiloProcess.StartAsync(
            _directory.Path,
            _ports,
            $"--Feishu:BaseAddress={_simulator.Address}",
            $"--Accounts:a1:AppId={AppId}",
            $"--Accounts:a1:AppSecret={Secret}",
            $"--Accounts:a1:Webhook:Url={_consumer.Url}");
        await _app.WaitForConnectionAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _http.Dispose();
        await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Alerts_HealthySilo_NoneFiresButThatOthersAreMissing()
    {
        var metrics = await WhenAsync(static all => all.Sum("feishu_accounts", ("phase", "connected")) == 1, "the account");

        Assert.Equal(["FeishuSilosMissing"], AlertRule.All.Where(rule => rule.Fires(metrics)).Select(static rule => rule.Name));
        Assert.All(metrics.Names.Where(static name => name.StartsWith("feishu_", StringComparison.Ordinal)), static name => Assert.Contains(name, PrometheusNames.Documented));
    }

    [Fact]
    public async Task Account_Refused_FaultedFiresAndTheAgeGrows()
    {
        await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a2 --app-id {OtherAppId}", "wrong");

        await FiresAsync("FeishuAccountFaulted");
        await GrowsAsync("FeishuAccountDisconnected");
    }

    [Fact]
    public async Task Event_RefusedByTheOperatorsCode_ParkedFires()
    {
        _consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(422));

        _app.PushText("one");

        await FiresAsync("FeishuEventsParked");
    }

    [Fact]
    public async Task Endpoint_Away_FailingFiresAndTheAgeGrows()
    {
        await _consumer.DisposeAsync();

        for (var chat = 0; chat < 20; chat++)
            _app.Push(new EventPush { Text = "one", ChatId = $"oc_{chat}" });

        await GrowsAsync("FeishuDeliveryLate");
        await FiresAsync("FeishuEndpointFailing");
    }

    [Fact]
    public async Task Journal_LockedByAnother_StorageFires()
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "journal.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        _app.PushText("one");

        await FiresAsync("FeishuStorageRefuses");
    }

    private Task<Scrape> FiresAsync(string alert) => WhenAsync(AlertRule.Of(alert).Fires, alert);

    private async Task GrowsAsync(string alert)
    {
        var rule = AlertRule.Of(alert);
        var first = rule.Measure(await WhenAsync(metrics => rule.Measure(metrics) > 0, $"the age of {alert}"));
        await WhenAsync(metrics => rule.Measure(metrics) > first, $"a greater age of {alert}");
    }

    private async Task<Scrape> WhenAsync(Predicate<Scrape> isExpected, string what)
    {
        return await AskAsync().Within(TimeSpan.FromSeconds(60), what);

        async Task<Scrape> AskAsync()
        {
            while (true)
            {
                var metrics = await Scrape.FetchAsync(_http, _silo.Http);
                if (isExpected(metrics))
                    return metrics;
            }
        }
    }
}
