using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class HealthCheckTests
{
    [Fact]
    public async Task HealthCheck_ConnectionIsGone_OpensItAgainUnderTheSameEpoch()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");
        var mark = cluster.Transitions.Items.Count;
        var begun = cluster.Clock.GetUtcNow();

        await cluster.Silos[0].ServiceProvider.GetRequiredService<ConnectionHost>().CloseAsync("a1", 1, "a test").Within();
        await cluster.PassTimeUntilAsync(cluster.ConnectedAsync("a1", mark));

        Assert.InRange(cluster.Clock.GetUtcNow() - begun, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await AccountCluster.StatusAsync(account)).Epoch);
    }
}
