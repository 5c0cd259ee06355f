using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>A running simulator with one app and a client.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string AppId = "cli_0123456789abcdef";
    protected const string Secret = "secret-of-the-app";

    private protected SimulatorHost Host { get; private set; } = null!;

    private protected PlatformClient Client { get; private set; } = null!;

    private protected FakeApp App => Host.Platform.App(AppId);

    private protected virtual SimulatorOptions Options => new() { Apps = [new(AppId, Secret)], WaitLimit = TimeSpan.FromSeconds(20) };

    public async ValueTask InitializeAsync()
    {
        Host = await SimulatorHost.StartAsync(Options).Within(what: "start of the simulator");
        Client = new PlatformClient(Host);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync().AsTask().Within(what: "stop of the simulator");
        GC.SuppressFinalize(this);
    }

    private protected async Task<PlatformSocket> ConnectAsync()
    {
        var before = App.Log.CountOf<Recording.Connected>();
        var socket = await Client.ConnectAsync(App);
        await App.WaitForConnectsAsync(before + 1);
        return socket;
    }
}
