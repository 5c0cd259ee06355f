using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Handover;

/// <summary>Silos that come and go among silos in this process, over real sockets.</summary>
public sealed class DrainTests
{
    private const int Accounts = 30;

    [Fact]
    public async Task SiloStops_ItsAccountsAreConnectedElsewhereBeforeItClosesThem()
    {
        await using var cluster = await StartAsync(silos: 3);
        var before = await StatusesAsync(cluster);
        var stopped = cluster.Silos[2];
        Assert.Contains(before, status => status.Silo == stopped.Name);

        await cluster.Inner.StopSiloAsync(stopped).Within();

        var after = await StatusesAsync(cluster);
        Assert.All(after, status => Assert.Equal(ConnectionPhase.Connected, status.Phase));
        Assert.DoesNotContain(after, status => status.Silo == stopped.Name);
        AssertNoGap(cluster);
    }

    [Fact]
    public async Task LastSiloStops_NobodyIsWaitedFor()
    {
        await using var cluster = await StartAsync(silos: 1);

        await cluster.StopSilosAsync();

        Assert.All(cluster.Simulator.Platform.Apps, static app => Assert.Equal(0, app.LiveConnections));
    }

    [Fact]
    public async Task AllSilosStopAtOnce_NobodyIsWaitedForLong()
    {
        await using var cluster = await StartAsync(silos: 3);

        await Task.WhenAll(cluster.Silos.ToArray().Select(cluster.Inner.StopSiloAsync)).Within(TimeSpan.FromSeconds(15), "all silos to stop");

        Assert.All(cluster.Simulator.Platform.Apps, static app => Assert.Equal(0, app.LiveConnections));
    }

    [Fact]
    public async Task SiloJoins_GetsItsShareWithoutAGap()
    {
        await using var cluster = await StartAsync(silos: 2);

        var joined = await cluster.Inner.StartAdditionalSiloAsync().Within();
        await AccountCluster.UntilAsync(async () => (await StatusesAsync(cluster)).Count(status => status.Silo == joined.Name) >= Accounts / 10, "a share for the silo that joined");

        AssertNoGap(cluster);
    }

    [Fact]
    public async Task Drain_UnknownSiloOrOnlySilo_IsRefused()
    {
        await using var cluster = await StartAsync(silos: 1);

        var unknown = await cluster.Overview.DrainAsync("nobody").Within();
        var only = await cluster.Overview.DrainAsync(cluster.Silos[0].Name).Within();

        Assert.Equal((DrainRefusalKind.UnknownSilo, DrainRefusalKind.OnlySilo), (unknown.Refusal?.Kind, only.Refusal?.Kind));
    }

    private static async Task<AccountCluster> StartAsync(short silos)
    {
        var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = silos, Moves = true });
        await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => cluster.AddConnectedAsync($"a{number}", number)));
        return cluster;
    }

    private static async Task<AccountStatus[]> StatusesAsync(AccountCluster cluster) =>
        await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => AccountCluster.StatusAsync(cluster.Account($"a{number}"))));

    private static void AssertNoGap(AccountCluster cluster) => Assert.All(
        cluster.Simulator.Platform.Apps.SelectMany(static app => app.Log.Of<Disconnected>()), static end => Assert.True(end.Live > 0, "no live socket"));
}
