using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>Asks every living silo at once. A silo that does not answer is left out: its accounts show as being without owner.</summary>
internal sealed partial class SiloReports(IClusterMembershipService membership, AccountKeeperClient keepers, ILogger<SiloReports> logger)
{
    public Task<IEnumerable<AccountReport>> CollectAsync(string? after, string? through) =>
        AskAllAsync(keeper => keeper.ReportAsync(after, through));

    /// <summary>What the silos remember of an account.</summary>
    public Task<IEnumerable<PhaseChange>> RememberAsync(string accountId) => AskAllAsync(keeper => keeper.RememberAsync(accountId));

    /// <summary>A silo's summary, or null when it did not answer.</summary>
    public Task<SiloSummary?> SummarizeAsync(SiloAddress silo) => AskAsync(silo, static keeper => keeper.SummarizeAsync());

    /// <summary>What a silo finds when it looks at itself, or null when it did not answer.</summary>
    public Task<SiloFacts?> CheckUpAsync(SiloAddress silo) => AskAsync(silo, static keeper => keeper.CheckUpAsync());

    /// <summary>Begins to empty and stop a silo.</summary>
    /// <returns>False when it did not answer.</returns>
    public async Task<bool> DrainAsync(SiloAddress silo) => await AskAsync(silo, static async keeper =>
    {
        await keeper.DrainAsync();
        return keeper;
    }) is not null;

    private async Task<IEnumerable<T>> AskAllAsync<T>(Func<IAccountKeeper, Task<T[]>> ask)
    {
        var silos = membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active);
        var answers = await Task.WhenAll(silos.Select(member => AskAsync(member.SiloAddress, ask)));
        return answers.SelectMany(static answer => answer ?? []);
    }

    private async Task<T?> AskAsync<T>(SiloAddress silo, Func<IAccountKeeper, Task<T>> ask) where T : class
    {
        try
        {
            return await ask(keepers.On(silo));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogNoAnswer(logger, failure, silo);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not answer.")]
    private static partial void LogNoAnswer(ILogger logger, Exception failure, SiloAddress silo);
}
