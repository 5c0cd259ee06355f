using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>A cluster of one silo that answers and one that does not.</summary>
internal sealed class FakeClusterGrain(FakeAccounts accounts) : Grain, IClusterGrain
{
    public static ClusterOverview Overview { get; } = new(
        "feishu-orleans",
        "feishu-orleans",
        [
            new SiloOverview("silo-1", "127.0.0.1:11111@1", "active", Statuses.Begin, "0.1.0", 3, 2),
            new SiloOverview("silo-2", "127.0.0.1:11112@1", "dead", Statuses.Begin, null, null, null),
        ]);

    public Task<ClusterOverview> GetOverviewAsync() => Task.FromResult(Overview);

    public Task<ClusterCheckup> CheckUpAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        return Task.FromResult(new ClusterCheckup(now, now, accounts.Checkups));
    }

    public Task<DrainReply> DrainAsync(string silo) => Task.FromResult(silo == "silo-1"
        ? DrainReply.Of(Overview.Silos[0] with { Status = "draining" })
        : DrainReply.Refused(DrainRefusalKind.UnknownSilo, $"No silo is called '{silo}'. There are: silo-1, silo-2."));
}
