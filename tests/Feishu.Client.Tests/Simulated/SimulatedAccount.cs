using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Simulated;

/// <summary>One account against the simulator, over real sockets and on the real clock, with short durations.</summary>
internal sealed class SimulatedAccount : IAsyncDisposable
{
    public const string AppId = "cli_0123456789abcdef", Secret = "a-secret";

    private readonly ServiceProvider _services;

    private SimulatedAccount(SimulatorHost simulator, Action<SupervisionOptions>? configure, Func<SocketsHttpHandler> createHandler)
    {
        Simulator = simulator;
        _services = new ServiceCollection().AddLogging().AddFeishuClient()
            .Configure<FeishuClientOptions>(options => options.CreateHandler = createHandler)
            .Configure<SupervisionOptions>(options =>
            {
                Shorten(options);
                configure?.Invoke(options);
            }).BuildServiceProvider();
        var account = new FeishuAccount("bot", AppId, Secret, simulator.Address);
        Connection = _services.GetRequiredService<IFeishuConnectionFactory>().Create(account, Handler, Probe);
    }

    public SimulatorHost Simulator { get; }

    public FakeApp App => Simulator.Platform.App(AppId);

    public FeishuConnection Connection { get; }

    public FakeHandler Handler { get; } = new();

    public TransitionProbe Probe { get; } = new();

    public IServiceProvider Services => _services;

    public static async Task<SimulatedAccount> CreateAsync(
        Action<SupervisionOptions>? configure = null, SimulatorOptions? simulator = null, Func<SocketsHttpHandler>? createHandler = null)
    {
        simulator ??= new SimulatorOptions();
        return new(
            await SimulatorHost.StartAsync(simulator with { Apps = [new AppRegistration(AppId, Secret)] }),
            configure,
            createHandler ?? (static () => new SocketsHttpHandler()));
    }

    public async Task ConnectAsync()
    {
        Connection.Start();
        await Probe.ReachedAsync<Connected>();
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private static void Shorten(SupervisionOptions options)
    {
        options.PingInterval = options.PongTimeout = options.StaleGrace = TimeSpan.FromSeconds(1);
        options.InitialBackoff = TimeSpan.FromMilliseconds(100);
        options.MaxBackoff = TimeSpan.FromMilliseconds(500);
    }
}
