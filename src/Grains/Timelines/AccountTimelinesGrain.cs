using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Takeover;
using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Timelines;

/// <summary>Puts together what the silos remember of an account, which may have moved between them.</summary>
[GrainType("feishu-account-timelines")]
[StatelessWorker]
internal sealed class AccountTimelinesGrain(SiloReports reports) : Grain, IAccountTimelines
{
    public async Task<PhaseChange[]> ReadAsync(string accountId) =>
        [.. (await reports.RememberAsync(accountId)).OrderByDescending(static change => change.At).Take(SiloTimelines.Length)];
}
