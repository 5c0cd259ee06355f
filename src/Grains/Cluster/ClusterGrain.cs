using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Cluster;

[GrainType("feishu-cluster")]
[StatelessWorker]
internal sealed class ClusterGrain(SiloReports reports, IOptions<ClusterOptions> options, TimeProvider time) : Grain, IClusterGrain
{
    public async Task<ClusterOverview> GetOverviewAsync()
    {
        var hosts = await ListAsync();
        var silos = await Task.WhenAll(hosts.Select(DescribeAsync));
        return new ClusterOverview(options.Value.ClusterId, options.Value.ServiceId, [.. silos.OrderBy(static silo => silo.Name, StringComparer.Ordinal)]);
    }

    public async Task<ClusterCheckup> CheckUpAsync()
    {
        var askedAt = time.GetUtcNow();
        var silos = await Task.WhenAll((await ListAsync()).Select(CheckUpAsync));
        return new ClusterCheckup(askedAt, time.GetUtcNow(), [.. silos.OrderBy(static silo => silo.Name, StringComparer.Ordinal)]);
    }

    public async Task<DrainReply> DrainAsync(string silo)
    {
        var hosts = await ListAsync();
        if (hosts.FirstOrDefault(host => host.SiloName == silo) is not { } found)
            return DrainReply.Refused(DrainRefusalKind.UnknownSilo, $"No silo is called '{silo}'. There are: {string.Join(", ", hosts.Select(static host => host.SiloName))}.");
        if (!hosts.Any(host => host.Status == SiloStatus.Active && host.SiloName != silo))
            return DrainReply.Refused(DrainRefusalKind.OnlySilo, $"No other silo could take the accounts of {silo}. Start one first, or stop the process.");
        return await reports.DrainAsync(found.SiloAddress)
            ? DrainReply.Of(await DescribeAsync(found))
            : DrainReply.Refused(DrainRefusalKind.NoAnswer, $"{silo} did not answer. Look at 'feishuctl cluster show' before you repeat it.");
    }

    /// <summary>Rows of dead silos stay in the membership table for days; nobody is interested in them here.</summary>
    private async Task<MembershipEntry[]> ListAsync() =>
        [.. (await GrainFactory.GetGrain<IManagementGrain>(0).GetDetailedHosts()).Where(static host => host.Status != SiloStatus.Dead)];

    private async Task<SiloCheckup> CheckUpAsync(MembershipEntry host)
    {
        var askedAt = time.GetUtcNow();
        var facts = host.Status == SiloStatus.Active ? await reports.CheckUpAsync(host.SiloAddress) : null;
        var clock = facts is null ? null : ClockGap.Between(askedAt, facts.AskedAt, facts.AnsweredAt, time.GetUtcNow());
        return new SiloCheckup(host.SiloName, host.Status.ToString().ToLowerInvariant(), clock, facts);
    }

    private async Task<SiloOverview> DescribeAsync(MembershipEntry host)
    {
        var summary = host.Status == SiloStatus.Active ? await reports.SummarizeAsync(host.SiloAddress) : null;
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc));
        return new SiloOverview(
            host.SiloName,
            host.SiloAddress.ToParsableString(),
            summary is { IsDraining: true } ? "draining" : host.Status.ToString().ToLowerInvariant(),
            startedAt,
            summary?.Version,
            summary?.Accounts,
            summary?.Connected,
            summary?.Degradations);
    }
}
