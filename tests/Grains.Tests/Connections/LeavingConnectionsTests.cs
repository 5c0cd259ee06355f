using Feishu.Client;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Connections;

/// <summary>Connections that their owners have left, with real sockets and a clock that the test drives.</summary>
public sealed class LeavingConnectionsTests : IAsyncLifetime
{
    private const string AppId = "cli_0000000000000001", Secret = "secret";

    private readonly FakeTimeProvider _time = new();
    private readonly LogProbe _logs = new();
    private readonly TransitionProbe _probe = new();
    private readonly LeavingConnections _leaving;
    private readonly ServiceProvider _services;
    private SimulatorHost _simulator = null!;
    private FeishuConnection _connection = null!;

    public LeavingConnectionsTests()
    {
        _services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_logs)).AddFeishuClient().BuildServiceProvider();
        _leaving = new LeavingConnections(_time, _services.GetRequiredService<ILogger<LeavingConnections>>());
    }

    private FakeApp App => _simulator.Platform.App(AppId);

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Apps = [new AppRegistration(AppId, Secret)] });
        _connection = _services.GetRequiredService<IFeishuConnectionFactory>()
            .Create(new FeishuAccount("a1", AppId, Secret, _simulator.Address), new FakeHandler(), _probe);
        _connection.Start();
        await _probe.ReachedAsync<Connected>();
        _leaving.Add("a1", new HostedConnection(_connection, Epoch: 2));
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _simulator.DisposeAsync();
        await _services.DisposeAsync();
        _logs.Verify();
    }

    [Fact]
    public async Task Release_ByTheLaterOwner_Closes()
    {
        await _leaving.ReleaseAsync("a1", throughEpoch: 2, "test").Within();

        await App.WaitForDisconnectsAsync(1);
        Assert.Equal(0, _leaving.Count);
    }

    [Fact]
    public async Task Release_ByAnOwnerBeforeIt_LeavesItOpen()
    {
        await _leaving.ReleaseAsync("a1", throughEpoch: 1, "test").Within();

        Assert.Equal((1, 1), (_leaving.Count, App.LiveConnections));
    }

    [Fact]
    public async Task Add_NobodyReleases_ClosesAtTheLimitAndSaysSo()
    {
        var gone = _leaving.GoneAsync("a1");
        _time.Advance(LeavingConnections.Limit);

        await gone.Within(what: "the connection to close");
        Assert.Contains(_logs.Lines.Items, static line => line.Level == LogLevel.Warning && line.Text.Contains("no later owner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_ConnectionThatHasEnded_IsNotKept()
    {
        await _connection.StopAsync("test").Within();
        _leaving.Add("a2", new HostedConnection(_connection, Epoch: 1));

        await _leaving.GoneAsync("a2").Within();
    }
}
