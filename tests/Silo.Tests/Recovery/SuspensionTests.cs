using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Recovery;

/// <summary>
/// A silo that did not run for a while, longer than PingInterval and the 15 s that a silent socket has, in short: when it
/// runs again it knows at once whether its connection still lives.
/// </summary>
public sealed class SuspensionTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "a-secret";

    /// <summary>Longer than ping, pong time-out and grace together.</summary>
    private static readonly TimeSpan Suspension = TimeSpan.FromSeconds(5);

    /// <summary>From running again to a ping, or to a new connection after a pong time-out and grace.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3), Replaced = TimeSpan.FromSeconds(8);

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _simulator = null!;
    private SiloProcess _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = [new AppRegistration(AppId, Secret)] });
        _app = _simulator.Platform.App(AppId);
        _silo = await SiloProcess.StartAsync(
            _directory.Path,
            SiloPorts.Free(),
            $"--Feishu:BaseAddress={_simulator.Address}",
            $"--Accounts:bot:AppId={AppId}",
            $"--Accounts:bot:AppSecret={Secret}",
            "--Supervision:PingInterval=00:00:01",
            "--Supervision:PongTimeout=00:00:02",
            "--Supervision:StaleGrace=00:00:01",
            "--Supervision:InitialBackoff=00:00:00.1");
        await _app.WaitForPingsAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Continued_ConnectionStillThere_IsConfirmedAtOnce()
    {
        await SuspendAsync(static () => { });

        await _app.WaitForPingsAsync(_app.Log.CountOf<Pinged>() + 1).Within(AtOnce);
        Assert.Equal(200, (await _app.WaitForAckAsync(_app.PushText("good morning"))).Code);
        Assert.Equal(1, _app.Log.CountOf<Connected>());
    }

    [Fact]
    public async Task Continued_PlatformDroppedIt_ConnectsAnewAtOnce()
    {
        await SuspendAsync(() => _app.Reset());

        await _app.WaitForConnectsAsync(2).Within(AtOnce);
        Assert.Equal(200, (await _app.WaitForAckAsync(_app.PushText("good morning"))).Code);
    }

    [Fact]
    public async Task Continued_NetworkForgotIt_IsReplacedAfterOneUnansweredPing()
    {
        await SuspendAsync(() => _app.Freeze());

        await _app.WaitForConnectsAsync(2).Within(Replaced);
        Assert.Equal(200, (await _app.WaitForAckAsync(_app.PushText("good morning"))).Code);
    }

    private async Task SuspendAsync(Action meanwhile)
    {
        _silo.Send(UnixSignal.Stop);
        meanwhile();
        // Time itself is what is tested here: there is no event to wait for in a process that stands still.
        await Task.Delay(Suspension, TimeProvider.System);
        _silo.Send(UnixSignal.Continue);
    }
}
