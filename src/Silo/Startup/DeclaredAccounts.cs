using System.Collections.Concurrent;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Startup;

/// <summary>
/// Brings the accounts in line with the configuration once the silo is active: declares those it names, marks those it
/// no longer names. What fails for the moment is tried again; what is refused is logged, and holds nobody else up.
/// </summary>
internal sealed partial class DeclaredAccounts(
    Declarations declarations, IGrainFactory grains, TimeProvider time, ILogger<DeclaredAccounts> logger) : BackgroundService
{
    private const int PageSize = 500;
    private const int Concurrency = 32;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SettleAsync(declarations.Accounts.Keys, DeclareAsync, stoppingToken);
            await SettleAsync([nameof(MarkVanishedAsync)], _ => MarkVanishedAsync(stoppingToken), stoppingToken);
            LogSettled(declarations.Accounts.Count);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; the next start begins again.
        }
    }

    /// <summary>Works on every item until none fails for the moment any more.</summary>
    private async Task SettleAsync(IEnumerable<string> items, Func<string, Task<bool>> work, CancellationToken stopping)
    {
        for (var pause = FirstPause; await TryAllAsync(items, work, stopping) is { IsEmpty: false } left; pause = Longer(pause))
        {
            items = left;
            await Task.Delay(pause, time, stopping);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <returns>The items to try again.</returns>
    private async Task<ConcurrentBag<string>> TryAllAsync(IEnumerable<string> items, Func<string, Task<bool>> work, CancellationToken stopping)
    {
        var left = new ConcurrentBag<string>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = stopping };
        await Parallel.ForEachAsync(items, limit, async (item, _) =>
        {
            if (!await TryAsync(item, work))
                left.Add(item);
        });
        return left;
    }

    private async Task<bool> TryAsync(string item, Func<string, Task<bool>> work)
    {
        try
        {
            return await work(item);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogFailed(failure, item);
            return false;
        }
    }

    private async Task<bool> DeclareAsync(string accountId)
    {
        var declaration = new AccountDeclaration(declarations.Accounts[accountId], declarations.Revision);
        return IsSettled(accountId, await grains.GetGrain<IAccountGrain>(accountId).DeclareAsync(declaration));
    }

    private async Task<bool> MarkVanishedAsync(CancellationToken stopping)
    {
        var directory = grains.GetGrain<IAccountDirectory>(0);
        var isSettled = true;
        string? after = null;
        do
        {
            stopping.ThrowIfCancellationRequested();
            var page = await directory.ListAsync(after, PageSize);
            foreach (var account in page.Accounts.Where(account => account.Origin == AccountOrigin.Declared && !declarations.Accounts.ContainsKey(account.AccountId)))
                isSettled &= await MarkUndeclaredAsync(account.AccountId);
            after = page.Next;
        }
        while (after is not null);

        return isSettled;
    }

    private async Task<bool> MarkUndeclaredAsync(string accountId)
    {
        LogVanished(accountId);
        return IsSettled(accountId, await grains.GetGrain<IAccountGrain>(accountId).MarkUndeclaredAsync(declarations.Revision));
    }

    private bool IsSettled(string accountId, AccountReply reply)
    {
        if (reply.Refusal is not { } refusal)
            return true;
        if (refusal.Kind == RefusalKind.StorageUnavailable)
            LogUnavailable(accountId, refusal.Message);
        else
            LogRefused(accountId, refusal.Message);
        return refusal.Kind != RefusalKind.StorageUnavailable;
    }
}
