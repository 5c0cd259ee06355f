using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Fencing;

public sealed class FenceTests
{
    private const int Accounts = 8;

    [Fact]
    public async Task Raise_SiloThatLives_ConnectsAgain()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Sweeps = true });
        var before = await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => cluster.AddConnectedAsync($"a{number}", number)));
        var transitions = cluster.Transitions.Items.Count;

        FenceOf(cluster).Raise("a test says so");
        await Task.WhenAll(before.Select((_, index) => cluster.ConnectedAsync($"a{index + 1}", transitions)));

        foreach (var app in cluster.Simulator.Platform.Apps)
            Assert.Equal(1, app.LiveConnections);
        foreach (var number in Enumerable.Range(1, Accounts))
            Assert.Equal(ConnectionPhase.Connected, (await AccountCluster.StatusAsync(cluster.Account($"a{number}"))).Phase);
    }

    [Fact]
    public async Task Raise_Twice_LetsGoOnce()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Sweeps = true });
        await cluster.AddConnectedAsync("a1");
        var transitions = cluster.Transitions.Items.Count;
        var fence = FenceOf(cluster);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fence.Raise("a test says so")))).Within(what: "the fence");
        await cluster.ConnectedAsync("a1", transitions);

        Assert.False(fence.IsRaised);
        Assert.Single(cluster.Logs.Lines.Items, static line => line.Text.Contains("connections close", StringComparison.Ordinal));
    }

    private static Fence FenceOf(AccountCluster cluster) =>
        cluster.Inner.GetSiloServiceProvider(cluster.Silos[0].SiloAddress).GetRequiredService<Fence>();
}
