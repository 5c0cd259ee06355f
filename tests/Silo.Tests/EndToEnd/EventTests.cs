using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>Events on the command line: silo and feishuctl as programs.</summary>
[Collection(ProcessTests.Name)]
public sealed class EventTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private SiloProcess _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _consumer = await WebhookConsumer.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
        _silo = await StartSiloAsync();
        await RunAsync($"accounts add a1 --app-id {AppId} --webhook-url {_consumer.Url}", Secret);
        await _app.WaitForConnectionAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Tail_SiloIsKilled_PrintsEveryEventOnceAndEndsWithZero()
    {
        await using var tail = ProgramProcess.Start(
            "AdminClient", "FeishuOrleans.AdminClient", ["events", "tail", "a1", "--from", "earliest", "--gateway", $"127.0.0.1:{_ports.Gateway}"]);
        await PushAsync(2);
        await tail.LineAsync("text 2");
        await _silo.KillAsync();
        await tail.LineAsync("Trying again");
        await _silo.DisposeAsync();

        _silo = await StartSiloAsync();
        await _app.WaitForConnectionAsync().Within();
        await PushAsync(2);
        await tail.LineAsync("text 4");
        tail.Send(UnixSignal.Interrupt);

        Assert.Equal(0, await tail.ExitAsync());
        var texts = tail.Lines.Items.Where(static line => line.Contains(": text ", StringComparison.Ordinal)).Select(static line => line.Split(": ")[1]);
        Assert.Equal(["text 1", "text 2", "text 3", "text 4"], texts);
        Assert.DoesNotContain("text 1", _silo.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_PrintsAndDeliversAgain()
    {
        await PushAsync(3);

        var lines = (await RunAsync("events replay a1 --from 2")).Split('\n');
        var said = await RunAsync("events replay a1 --from 2 --to-webhook");

        Assert.Equal([2, 3], lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt32()));
        Assert.Equal("a1: 2 events are delivered again.", said);
        var requests = await _consumer.ReceivedAsync(5);
        Assert.Equal([2, 3], requests.Skip(3).Select(static request => request.Sequence));
        Assert.Equal(requests.Skip(1).Take(2).Select(static request => request.WebhookId), requests.Skip(3).Select(static request => request.WebhookId));
    }

    private int _pushed;

    private Task<SiloProcess> StartSiloAsync() => SiloProcess.StartAsync(_directory.Path, _ports, [$"--Feishu:BaseAddress={_simulator.Address}"]);

    /// <summary>Done when they are delivered, and so are kept.</summary>
    private async Task PushAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _app.PushText($"text {++_pushed}");
            await _consumer.ReceivedAsync(request => request.Sequence == _pushed, $"event {_pushed}");
        }
    }

    private async Task<string> RunAsync(string command, string? input = null)
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, command, input);
        Assert.True(exitCode == 0, text);
        return text.TrimEnd();
    }
}
