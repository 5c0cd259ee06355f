using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.SiloHook;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>
/// A platform and a consumer that live on while silos die between them, one after the other, on the same ports and the same data
/// directory. The platform pushes again after half a second instead of 15, so that a run does not take hours.
/// </summary>
internal sealed class CrashRig : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private readonly SimulatorHost _simulator;
    private readonly WebhookConsumer _consumer;

    private CrashRig(SimulatorHost simulator, WebhookConsumer consumer)
    {
        _simulator = simulator;
        _consumer = consumer;
        consumer.Answer = Ledger.AcceptAllAsync;
    }

    public DeliveryLedger Ledger { get; } = new();

    public WebhookConsumer Consumer => _consumer;

    public IReadOnlyList<FakeApp> Apps => _simulator.Platform.Apps;

    /// <summary>Settings of every silo beside the accounts.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Events that the platform saw acknowledged with 200.</summary>
    public IEnumerable<string> Acknowledged => Apps.SelectMany(app => app.Log.Of<Acknowledged>()).Where(static ack => ack.Code == 200).Select(static ack => ack.EventId);

    public static async Task<CrashRig> StartAsync(int accounts, params string[] settings)
    {
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Apps = [.. Enumerable.Range(0, accounts).Select(static number => new AppRegistration($"cli_{number:x16}", "secret"))],
            Settings = new PlatformSettings { RepushDelays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(0.5), 1_000)] },
            LogCapacity = int.MaxValue,
            WaitLimit = TimeSpan.FromMinutes(2),
        });
        return new CrashRig(simulator, await WebhookConsumer.StartAsync(kept: 1)) { Settings = settings };
    }

    /// <summary>Starts a silo that kills itself when an event's way reaches a step for the nth time.</summary>
    public Task<SiloProcess> StartSiloAsync(string crashStep, int time) => StartSiloAsync(new Dictionary<string, string?>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(CrashPoint).Assembly.Location,
        [CrashPoint.StepVariable] = crashStep,
        [CrashPoint.TimeVariable] = $"{time}",
    });

    /// <summary>Starts a silo.</summary>
    public Task<SiloProcess> StartSiloAsync() => StartSiloAsync(new Dictionary<string, string?>());

    /// <summary>Waits until every event is acknowledged and every acknowledged event has come to the consumer, then holds the ledger against it.</summary>
    public async Task CheckAsync(EventFlow flow, string what)
    {
        await flow.StopAsync();
        await Ledger.ArrivedAsync(Acknowledged).Within(TimeSpan.FromMinutes(2), "every acknowledged event at the consumer");
        var findings = Ledger.Check(Acknowledged);
        Assert.True(findings.Count == 0, $"{what}: {findings.Count} findings\n{string.Join('\n', findings.Take(20))}");
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _consumer.DisposeAsync();
        _directory.Dispose();
    }

    private Task<SiloProcess> StartSiloAsync(Dictionary<string, string?> environment) => SiloProcess.StartAsync(
        _directory.Path,
        _ports,
        environment,
        [
            $"--Feishu:BaseAddress={_simulator.Address}",
            .. Apps.SelectMany(Declare),
            .. Settings,
        ]);

    private IEnumerable<string> Declare(FakeApp app, int number) =>
    [
        $"--Accounts:bot-{number}:AppId={app.AppId}",
        $"--Accounts:bot-{number}:AppSecret={app.AppSecret}",
        $"--Accounts:bot-{number}:Webhook:Url={_consumer.Url}",
    ];
}
