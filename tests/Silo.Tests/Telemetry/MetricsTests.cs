using Feishu.Simulator;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>What <c>/metrics</c> of a running silo tells after things have happened.</summary>
[Collection(ProcessTests.Name)]
public sealed class MetricsTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", OtherAppId = "cli_fedcba9876543210", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _consumer = await WebhookConsumer.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
        _simulator.Platform.Register(new AppRegistration(OtherAppId, "another secret"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Metrics_AfterEventsAndFailures_TellThem()
    {
        var answers = new Queue<int>([503, 200, 422]);
        _consumer.Answer = (_, _) => ValueTask.FromResult(new WebhookAnswer(answers.TryDequeue(out var status) ? status : 200));
        await using var silo = await StartAsync("--Journal:Retention=00:00:10");

        // One at a time: the first is tried twice, the second is refused, the third is taken and comes again.
        _app.PushText("one");
        await _consumer.ReceivedAsync(2);
        _app.PushText("two");
        await _consumer.ReceivedAsync(3);
        var third = new EventPush { Text = "three", EventId = "e3", MessageId = "om_3" };
        await _app.WaitForAckAsync(_app.Push(third)).Within();
        await _app.WaitForAckAsync(_app.Push(third)).Within();
        await _consumer.ReceivedAsync(4);
        var metrics = await WhenAsync(silo, static all => all.Sum("feishu_dispatch_accepted_total") == 2 && all.Sum("feishu_parked") == 1
            && all.Sum("feishu_accounts", ("phase", "faulted")) == 1 && all.Sum("feishu_journal_size_bytes") > 0, "the deliveries");

        Assert.Equal((1, 0), (metrics.Sum("feishu_accounts", ("phase", "connected")), metrics.Sum("feishu_accounts", ("phase", "backoff"))));
        Assert.Equal(1, metrics.Sum("feishu_connection_attempts_total", ("outcome", "connected")));
        Assert.Equal(1, metrics.Sum("feishu_connection_attempts_total", ("outcome", "discoveryRefused")));
        Assert.Equal(1, metrics.Sum("feishu_connection_downtime_seconds_count"));
        Assert.InRange(metrics.Sum("feishu_connection_ping_duration_seconds_count"), 1, 10);
        Assert.Equal(4, metrics.Sum("feishu_events_total", ("type", "im.message.receive_v1"), ("verdict", "accepted")));
        Assert.Equal(4, metrics.Sum("feishu_events_ack_duration_seconds_count"));
        Assert.Equal((3, 1), (metrics.Sum("feishu_journal_events_total", ("outcome", "appended")), metrics.Sum("feishu_journal_events_total", ("outcome", "duplicate"))));
        Assert.Equal(metrics.Sum("feishu_journal_group_size_count"), metrics.Sum("feishu_journal_commit_duration_seconds_count", ("outcome", "written")));
        Assert.Equal((1, 1), (metrics.Sum("feishu_dispatch_failed_total", ("reason", "503")), metrics.Sum("feishu_dispatch_parked_total", ("cause", "refused"))));
        Assert.Equal((2, 1, 1), (Tries(metrics, "accepted"), Tries(metrics, "refused"), Tries(metrics, "failed")));
        Assert.Equal((0, 0, 0), (metrics.Sum("feishu_backlog"), metrics.Sum("feishu_backlog_age_seconds"), metrics.Sum("feishu_journal_waiting")));
        Assert.True(metrics.Sum("feishu_accounts_disconnected_age_seconds") > 0);
        Assert.Equal(2, metrics.Sum("feishu_ownership_claims_total"));
        Assert.Contains("dotnet_gc_last_collection_heap_size_bytes", metrics.Names);
        Assert.Contains(metrics.Names, static name => name.StartsWith("orleans_", StringComparison.Ordinal));
        Assert.False(metrics.HasLabel("account"));
    }

    [Fact]
    public async Task Metrics_WithAccountIds_TellOfEachAccount()
    {
        await using var silo = await StartAsync("--Telemetry:AccountIds=true");

        var metrics = await WhenAsync(silo, static all => all.Sum("feishu_accounts", ("phase", "faulted")) == 1, "the phases");

        Assert.Equal(1, metrics.Sum("feishu_accounts", ("phase", "connected"), ("account", "a1")));
        Assert.Equal(1, metrics.Sum("feishu_accounts", ("phase", "faulted"), ("account", "a2")));
        Assert.Equal(["a1", "a2"], metrics.Values("feishu_backlog_age_seconds", "account").Order());
    }

    private static double Tries(Scrape metrics, string outcome) => metrics.Sum("feishu_dispatch_duration_seconds_count", ("outcome", outcome));

    /// <summary>An account that works and one that the platform refuses.</summary>
    private async Task<SiloProcess> StartAsync(string setting)
    {
        var silo = await SiloProcess.StartAsync(
            _directory.Path,
            SiloPorts.Free(),
            $"--Feishu:BaseAddress={_simulator.Address}",
            $"--Accounts:a1:AppId={AppId}",
            $"--Accounts:a1:AppSecret={Secret}",
            $"--Accounts:a1:Webhook:Url={_consumer.Url}",
            $"--Accounts:a2:AppId={OtherAppId}",
            "--Accounts:a2:AppSecret=wrong",
            setting);
        await _app.WaitForConnectionAsync().Within();
        return silo;
    }

    /// <summary>Asks until it is as expected; the silo answers from a copy for 300 ms, so every question is a real one only then.</summary>
    private async Task<Scrape> WhenAsync(SiloProcess silo, Predicate<Scrape> isExpected, string what)
    {
        return await AskAsync().Within(TimeSpan.FromSeconds(30), what);

        async Task<Scrape> AskAsync()
        {
            while (true)
            {
                var metrics = await Scrape.FetchAsync(_http, silo.Http);
                if (isExpected(metrics))
                    return metrics;
            }
        }
    }
}
