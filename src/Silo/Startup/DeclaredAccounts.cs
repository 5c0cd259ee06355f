using System.Collections.Concurrent;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Startup;

/// <summary>
/// Brings the accounts in line with the configuration once the silo is active: declares those it names, marks those it
/// no longer names. What fails for the moment is tried again; what is refused is logged, and holds nobody else up.
/// </summary>
internal sealed partial class DeclaredAccounts(
    Declarations declarations, IClusterAccounts accounts, TimeProvider time, ILogger<DeclaredAccounts> logger) : BackgroundService
{
    private const int Concurrency = 32;
    private const string List = "(list)";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SettleAsync(declarations.Accounts.Keys, DeclareAsync, stoppingToken);
            var known = new List<string>();
            await SettleAsync([List], _ => ListAsync(known, stoppingToken), stoppingToken);
            await SettleAsync(known.Where(id => !declarations.Accounts.ContainsKey(id)), MarkUndeclaredAsync, stoppingToken);
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
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A call fails with whatever failed at its other end, so there is no narrower type to name.
            LogFailed(failure, item);
            return false;
        }
    }

    private async Task<bool> DeclareAsync(string accountId)
    {
        var declaration = new AccountDeclaration(declarations.Accounts[accountId], declarations.Revision);
        return IsSettled(accountId, await accounts.DeclareAsync(accountId, declaration));
    }

    private async Task<bool> ListAsync(List<string> known, CancellationToken stopping)
    {
        known.AddRange(await accounts.ListDeclaredAsync(stopping));
        return true;
    }

    private async Task<bool> MarkUndeclaredAsync(string accountId)
    {
        var isSettled = IsSettled(accountId, await accounts.MarkUndeclaredAsync(accountId, declarations.Revision));
        if (isSettled)
            LogVanished(accountId);
        return isSettled;
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
