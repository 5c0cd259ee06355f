using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Cluster;

[GrainType("feishu-cluster")]
[StatelessWorker]
internal sealed class ClusterGrain(SiloReports reports, IOptions<ClusterOptions> options) : Grain, IClusterGrain
{
    public async Task<ClusterOverview> GetOverviewAsync()
    {
        var hosts = await GrainFactory.GetGrain<IManagementGrain>(0).GetDetailedHosts();
        // Rows of dead silos stay in the membership table for days; nobody is interested in them here.
        var silos = await Task.WhenAll(hosts.Where(static host => host.Status != SiloStatus.Dead).Select(DescribeAsync));
        return new ClusterOverview(options.Value.ClusterId, options.Value.ServiceId, [.. silos.OrderBy(static silo => silo.Name, StringComparer.Ordinal)]);
    }

    private async Task<SiloOverview> DescribeAsync(MembershipEntry host)
    {
        var summary = host.Status == SiloStatus.Active ? await reports.SummarizeAsync(host.SiloAddress) : null;
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc));
        return new SiloOverview(
            host.SiloName,
            host.SiloAddress.ToParsableString(),
            host.Status.ToString().ToLowerInvariant(),
            startedAt,
            summary?.Version,
            summary?.Accounts,
            summary?.Connected);
    }
}
