using FeishuOrleans.Grains.Health;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Health;

public sealed class SiloConditionTests
{
    [Fact]
    public async Task Journal_RefusesEvents_ShowsInTheConditionAndInTheClusterUntilItTakesThem()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var services = cluster.Inner.GetSiloServiceProvider(cluster.Silos[0].SiloAddress);
        var (journal, condition) = (services.GetRequiredService<JournalHealth>(), services.GetRequiredService<SiloCondition>());
        Assert.False(condition.IsDegraded);

        journal.OnFailed("disk full");
        var degraded = (await OverviewAsync(cluster)).Silos[0].Degraded;
        var facts = (await cluster.Inner.Client.GetGrain<IClusterGrain>(0).CheckUpAsync().Within(what: "the checkup")).Silos[0].Facts;

        Assert.True(condition.IsDegraded);
        var one = Assert.Single(degraded!);
        Assert.Equal((SiloDegradation.Journal, "Events are answered with 500 because they cannot be kept: disk full"), (one.Cause, one.Problem));
        Assert.Equal(one, Assert.Single(facts!.Degradations));
        Assert.All(facts.Storage, static check => Assert.Null(check.Problem));

        journal.OnWritten();

        Assert.False(condition.IsDegraded);
        Assert.Empty((await OverviewAsync(cluster)).Silos[0].Degraded!);
    }

    private static Task<ClusterOverview> OverviewAsync(AccountCluster cluster) =>
        cluster.Inner.Client.GetGrain<IClusterGrain>(0).GetOverviewAsync().Within(what: "the silos");
}
