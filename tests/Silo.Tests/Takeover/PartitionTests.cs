using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Silo.Tests.Handover;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Takeover;

/// <summary>
/// Silos that run, reach the platform, and do not reach each other or storage. Two of them: whichever way is cut, it is known who is on
/// which side.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class PartitionTests : IAsyncLifetime
{
    private const int Accounts = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6), Patience = TimeSpan.FromMinutes(1);

    /// <summary>What a busy machine may add to the limit.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    private readonly SiloPorts[] _ports = [SiloPorts.Free(), SiloPorts.Free()];
    private readonly SiloProcess[] _silos = new SiloProcess[2];
    private readonly SiloNetwork[] _networks = new SiloNetwork[2];
    private ClusterRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _rig = await ClusterRig.StartAsync(Accounts);
            for (var number = 0; number < _silos.Length; number++)
            {
                _networks[number] = new SiloNetwork(_ports[number], _rig.Server);
                _silos[number] = await _rig.StartSiloAsync(
                    _ports[number], _networks[number], $"--Cluster:IsolationLimit={Limit}", "--Cluster:ProbeTimeout=00:00:01");
            }

            await _rig.ConnectedAsync();
            await _rig.SharedAsync(_silos[0], _silos.Length);
        }
        catch
        {
            // What has failed to start is not disposed of otherwise, and programs would stay.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.OfType<SiloProcess>())
            await silo.DisposeAsync();
        foreach (var network in _networks.OfType<SiloNetwork>())
            await network.DisposeAsync();
        if (_rig is not null)
            await _rig.DisposeAsync();
    }

    [Fact]
    public async Task CutOffFromStorageAndTheOther_LetsGoWithinTheLimitAndEndsWhenItLearnsThatItWasReplaced()
    {
        var lost = await CarriedByAsync(1);
        var old = Sockets(lost);
        var connects = lost.ToDictionary(static app => app, static app => app.Log.CountOf<Connected>());

        var cut = TimeProvider.System.GetUtcNow();
        _networks[1].Storage.Cut();
        foreach (var network in _networks)
            network.Others.Cut();
        var pushed = _rig.PushEach();

        var gone = await SocketHistory.EndedAsync(old, cut).Within(Patience, "the sockets of the silo that is cut off to close");
        Assert.True(gone.Max() < Limit + Slack, $"the last socket closed {gone.Max()} after the cut");
        await Task.WhenAll(lost.Select(app => app.WaitForConnectsAsync(connects[app] + 1))).Within(Patience, "the other silo to take over");
        Assert.All(_rig.Apps, static app => Assert.Equal(1, app.LiveConnections));
        await _rig.SettledAsync(pushed);

        foreach (var network in _networks)
            network.Heal();
        Assert.NotEqual(0, await _silos[1].ExitAsync());
        Assert.All(_rig.Apps, static app => Assert.Equal(1, app.LiveConnections));
        await _rig.SettledAsync([.. pushed, .. _rig.PushEach()]);
    }

    [Fact]
    public async Task EverythingCut_BothLetGoAndConnectAgainWhenStorageSaysThatTheyLive()
    {
        var old = Sockets(_rig.Apps);

        var cut = TimeProvider.System.GetUtcNow();
        foreach (var network in _networks)
            network.Cut();
        var gone = await SocketHistory.EndedAsync(old, cut).Within(Patience, "the sockets of both silos to close");
        Assert.True(gone.Max() < Limit + Slack, $"the last socket closed {gone.Max()} after the cut");
        Assert.All(_rig.Apps, static app => Assert.Equal(0, app.LiveConnections));
        var pushed = _rig.PushEach();
        foreach (var network in _networks)
            network.Heal();

        await _rig.ConnectedAsync().Within(Patience, "every account to be connected again");
        await _rig.SettledAsync(pushed);
        await Task.WhenAll(_rig.Apps.Select(OneConnectionAsync)).Within(Slack, "no account to have two connections");
    }

    /// <summary>Accounts may still be on their way to where they fall.</summary>
    private static async Task OneConnectionAsync(FakeApp app)
    {
        while (app.LiveConnections != 1)
        {
            var newest = app.Log.Of<Connected>()[^1].Number;
            await app.Log.WaitForAsync<Disconnected>(entry => entry.Number > newest, "the older connection to close");
        }
    }

    private static (FakeApp App, string ConnectionId)[] Sockets(IEnumerable<FakeApp> apps) =>
        [.. apps.SelectMany(static app => app.Connections.Select(socket => (app, socket.ConnectionId)))];

    private async Task<FakeApp[]> CarriedByAsync(int silo)
    {
        var accounts = await _rig.AccountsAsync(_silos[0]);
        var running = new RunningSilo(_ports[silo], _silos[silo]);
        FakeApp[] carried = [.. accounts.Where(running.Owns).Select(account => _rig.Apps.Single(app => app.AppId == account.GetProperty("appId").GetString()))];
        Assert.NotEmpty(carried);
        return carried;
    }
}
