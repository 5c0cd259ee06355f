using System.Diagnostics;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Telemetry;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>From the frame to the webhook in one trace, as a program sends it.</summary>
[Collection(ProcessTests.Name)]
public sealed class TraceTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _consumer = await WebhookConsumer.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
    }

    public async ValueTask DisposeAsync()
    {
        await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Event_WithOtlp_IsOneTraceFromTheFrameToTheWebhook()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var answers = new Queue<int>([503, 200]);
        _consumer.Answer = (_, _) => ValueTask.FromResult(new WebhookAnswer(answers.Dequeue()));
        await using var silo = await StartAsync(collector.Environment);

        _app.PushText("a text that no trace may have");
        var requests = await _consumer.ReceivedAsync(2);

        // Every try is a span of its own, of the trace of the frame.
        var tries = requests.Select(static request => ActivityContext.Parse(request.Header("traceparent")!, null)).ToArray();
        var trace = Assert.Single(tries.Select(static context => context.TraceId).Distinct());
        Assert.NotEqual(tries[0].SpanId, tries[1].SpanId);
        foreach (var name in new[] { "feishu.event.receive", "feishu.journal.append", "feishu.event.deliver" })
            await collector.ReceivedAsync("/v1/traces", Bytes(trace), OtlpCollector.Text(name));
        await collector.ReceivedAsync("/v1/traces", Bytes(tries[1].SpanId));
        await collector.ReceivedAsync("/v1/traces", OtlpCollector.Text("Microsoft.Orleans"));
        await collector.ReceivedAsync("/v1/metrics", OtlpCollector.Text("feishu.events"), OtlpCollector.Text("feishu-orleans"));
        Assert.DoesNotContain(collector.Requests.Items, static request =>
            request.Body.AsSpan().IndexOf(OtlpCollector.Text("no trace may have")) >= 0 || request.Body.AsSpan().IndexOf(OtlpCollector.Text(Secret)) >= 0);
    }

    [Fact]
    public async Task Event_WithoutOtlp_HasNoTrace()
    {
        await using var silo = await StartAsync(new Dictionary<string, string?>());

        _app.PushText("one");

        Assert.Null(Assert.Single(await _consumer.ReceivedAsync(1)).Header("traceparent"));
    }

    private static byte[] Bytes(ActivityTraceId id)
    {
        var bytes = new byte[16];
        id.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Bytes(ActivitySpanId id)
    {
        var bytes = new byte[8];
        id.CopyTo(bytes);
        return bytes;
    }

    private async Task<SiloProcess> StartAsync(IReadOnlyDictionary<string, string?> environment)
    {
        var silo = await SiloProcess.StartAsync(
            _directory.Path,
            SiloPorts.Free(),
            environment,
            $"--Feishu:BaseAddress={_simulator.Address}",
            $"--Accounts:a1:AppId={AppId}",
            $"--Accounts:a1:AppSecret={Secret}",
            $"--Accounts:a1:Webhook:Url={_consumer.Url}");
        await _app.WaitForConnectionAsync().Within();
        return silo;
    }
}
