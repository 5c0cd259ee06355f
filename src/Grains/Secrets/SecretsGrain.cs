using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Secrets;
using FeishuOrleans.Grains.Takeover;
using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>Goes through the accounts and has each of them seal its secrets anew. Nothing is remembered: repeating is cheap and safe.</summary>
[GrainType("feishu-secrets")]
[StatelessWorker]
internal sealed class SecretsGrain(SecretSealer sealer, MasterKeyCheck check, SiloReports reports, IClusterMembershipService membership) : Grain, ISecretsGrain
{
    private const int AtATime = 32, PageSize = 500;

    public async Task<ResealReply> ResealAsync(string? after, int limit) => await ExplainAsync() is { } refusal
        ? ResealReply.Refused(sealer.KeyId, refusal)
        : await ResealPageAsync(after, limit);

    public async Task<ResealReply> ConcludeAsync()
    {
        if (await ExplainAsync() is { } refusal)
            return ResealReply.Refused(sealer.KeyId, refusal);
        var total = new ResealReply(sealer.KeyId, 0, 0, []);
        string? after = null;
        do
        {
            var page = await ResealPageAsync(after, PageSize);
            total = total.Plus(page);
            after = page.Next;
        }
        while (after is not null);
        if (total.Failures.Length == 0)
            await check.ConcludeAsync(CancellationToken.None);
        return total;
    }

    private async Task<ResealReply> ResealPageAsync(string? after, int limit)
    {
        var page = await GrainFactory.GetGrain<IAccountDirectory>(0).ListAsync(after, limit);
        var outcomes = new List<(string Id, AccountReseal Outcome)>();
        foreach (var some in page.Accounts.Chunk(AtATime))
            outcomes.AddRange(await Task.WhenAll(some.Select(account => AskAsync(account.AccountId))));
        return new ResealReply(
            sealer.KeyId,
            outcomes.Count,
            outcomes.Count(static one => one.Outcome.IsChanged),
            [.. from one in outcomes where one.Outcome.Problem is not null select new ResealFailure(one.Id, one.Outcome.Problem!)],
            page.Next);
    }

    private async Task<(string Id, AccountReseal Outcome)> AskAsync(string accountId)
    {
        try
        {
            return (accountId, await GrainFactory.GetGrain<IAccountOwner>(accountId).ResealAsync());
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return (accountId, new AccountReseal(false, $"The account did not answer: {failure.Explain()}."));
        }
    }

    /// <summary>Why nothing can be sealed anew: a silo that still seals with another key would do so again at once.</summary>
    private async Task<string?> ExplainAsync()
    {
        var silos = membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).ToArray();
        var summaries = await Task.WhenAll(silos.Select(silo => reports.SummarizeAsync(silo.SiloAddress)));
        var others = silos.Zip(summaries).Where(pair => pair.Second?.KeyId != sealer.KeyId).Select(static pair => $"{pair.First.Name} ({pair.Second?.KeyId ?? "no answer"})").ToArray();
        return others.Length == 0
            ? null
            : $"These silos do not seal with master key {sealer.KeyId}: {string.Join(", ", others)}. Restart them with it as Secrets:MasterKey and the old one as Secrets:OtherMasterKey, then repeat this.";
    }
}
