using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Takeover;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FeishuOrleans.Grains.Tests.Handover;

/// <summary>An account goes from one silo to another, over real sockets: the new connection is up before the old one closes.</summary>
public sealed class MoveTests
{
    [Fact]
    public async Task Move_AccountIsConnectedThereBeforeTheConnectionHereCloses()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");
        var before = await AccountCluster.StatusAsync(account);
        var (from, target) = Ends(cluster, before);

        await MoveAsync(from, target, "a1");

        var after = await AccountCluster.StatusAsync(account);
        Assert.Equal((target.Name, ConnectionPhase.Connected, before.Epoch + 1), (after.Silo, after.Phase, after.Epoch));
        Assert.Equal(before.Identity, after.Identity);
        AssertNoGap(cluster.App());
    }

    [Fact]
    public async Task Move_ThereAndBack_LeavesOneConnection()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        var (from, target) = Ends(cluster, await AccountCluster.StatusAsync(account));

        await MoveAsync(from, target, "a1");
        await MoveAsync(target, from, "a1");

        Assert.Equal((from.Name, 3), ((await AccountCluster.StatusAsync(account)).Silo, cluster.App().Log.CountOf<Connected>()));
        Assert.Equal(1, cluster.App().LiveConnections);
        AssertNoGap(cluster.App());
    }

    [Fact]
    public async Task Move_NewConnectionHasNoPongYet_BothSocketsBringEventsAndAllAreKeptOnce()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        var app = cluster.App();
        var (from, target) = Ends(cluster, await AccountCluster.StatusAsync(account));
        app.Faults.Pong.Set(new PongFault { Delay = TimeSpan.FromSeconds(1), Times = 1 });

        var move = MoveAsync(from, target, "a1");
        await app.WaitForConnectionAsync(live: 2);
        var pushed = Enumerable.Range(0, 20).Select(number => app.PushText($"event {number}")).ToList();
        foreach (var eventId in pushed)
            Assert.Equal(200, (await app.WaitForAckAsync(eventId)).Code);
        Assert.Equal(2, app.LiveConnections);
        await move;

        Assert.Equal(2, app.Log.Of<Delivered>().Select(static push => push.ConnectionId).Distinct().Count());
        Assert.Empty(app.Log.Of<DeliveryFailed>());
        AssertNoGap(app);
    }

    [Fact]
    public async Task Move_PlatformLetsNobodyIn_OldConnectionStaysUntilItDoes()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        var app = cluster.App();
        var (from, target) = Ends(cluster, await AccountCluster.StatusAsync(account));
        app.Faults.Endpoint.Set(new EndpointFault { Code = 1, Times = 3 });

        var move = MoveAsync(from, target, "a1");
        await app.WaitForDiscoveryCallsAsync(2);
        var eventId = app.PushText("while nobody is let in");
        Assert.Equal(200, (await app.WaitForAckAsync(eventId)).Code);
        await move;

        AssertNoGap(app);
        Assert.Equal(target.Name, (await AccountCluster.StatusAsync(account)).Silo);
    }

    [Fact]
    public async Task Move_OldConnectionEndsOnTheWay_DoesNotComeBackThere()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        var app = cluster.App();
        var (from, target) = Ends(cluster, await AccountCluster.StatusAsync(account));
        app.Faults.Endpoint.Set(new EndpointFault { Code = 1, Times = 3 });

        var move = MoveAsync(from, target, "a1");
        await app.WaitForDiscoveryCallsAsync(2);
        app.Reset();
        await move;
        await app.WaitForConnectsAsync(2);

        Assert.Equal((2, 1), (app.Log.CountOf<Connected>(), app.LiveConnections));
        Assert.Equal(target.Name, (await AccountCluster.StatusAsync(account)).Silo);
    }

    [Fact]
    public async Task Move_StoppedAccount_GoesWithoutAConnection()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        var account = await cluster.AddConnectedAsync("a1");
        Assert.Null((await account.StopAsync().Within()).Refusal);
        var (from, target) = Ends(cluster, await AccountCluster.StatusAsync(account));

        await MoveAsync(from, target, "a1");

        Assert.Equal(0, cluster.App().LiveConnections);
    }

    private static Task MoveAsync(InProcessSiloHandle from, InProcessSiloHandle target, string accountId) =>
        from.ServiceProvider.GetRequiredService<IAccountMoves>().MoveAsync(accountId, target.SiloAddress, CancellationToken.None).Within(what: $"{accountId} to move");

    private static (InProcessSiloHandle From, InProcessSiloHandle Target) Ends(AccountCluster cluster, AccountStatus status)
    {
        var from = cluster.Silos.Single(silo => silo.Name == status.Silo);
        return (from, cluster.Silos.First(silo => silo != from));
    }

    private static void AssertNoGap(FakeApp app) => Assert.All(app.Log.Of<Disconnected>(), static end => Assert.True(end.Live > 0, "no live socket"));
}
