using System.Runtime.CompilerServices;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>Makes sure that every account which falls to this silo (<see cref="Rendezvous"/>) lives somewhere. What is here already is left alone.</summary>
internal sealed partial class AccountSweep(
    IGrainFactory grains,
    LocalAccounts local,
    OpenSilos silos,
    ILocalSiloDetails silo,
    TimeProvider time,
    Jitter jitter,
    IOptions<AccountOptions> options,
    ILogger<AccountSweep> logger)
{
    private const int PageSize = 1000;
    private const int Tries = 6;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    /// <summary>One sweep. What fails in spite of retries is left to the accounts' reminders.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var ensured = 0;
        var begun = time.GetTimestamp();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = options.Value.SweepConcurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(MissingAsync(cancellation), limit, async (accountId, token) =>
        {
            if (await TryAsync(accountId, () => grains.GetGrain<IAccountGrain>(accountId).EnsureAsync(), token))
                Interlocked.Increment(ref ensured);
        });
        var took = time.GetElapsedTime(begun);
        if (ensured > 0)
            LogSwept(logger, ensured, took);
    }

    private IAsyncEnumerable<string> MissingAsync(CancellationToken cancellation) =>
        AccountsAsync(cancellation).Where(accountId => !local.Carries(accountId) && IsOurs(accountId));

    private bool IsOurs(string accountId) => Rendezvous.Choose(accountId, silos.Members)?.SiloAddress == silo.SiloAddress;

    private async IAsyncEnumerable<string> AccountsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = 0; number < Partition.Count; number++)
        {
            var page = Array.Empty<DirectoryEntry>();
            do
            {
                page = await ReadAsync(number, page.LastOrDefault()?.AccountId, cancellation);
                foreach (var entry in page)
                    yield return entry.AccountId;
            }
            while (page.Length == PageSize);
        }
    }

    private async Task<DirectoryEntry[]> ReadAsync(int number, string? after, CancellationToken cancellation)
    {
        var page = Array.Empty<DirectoryEntry>();
        var partition = grains.GetGrain<IDirectoryPartition>(number);
        await TryAsync($"directory partition {number}", async () => page = await partition.ListAsync(after, PageSize), cancellation);
        return page;
    }

    private async Task<bool> TryAsync(string what, Func<Task> call, CancellationToken cancellation)
    {
        var retry = new RetryDelay(FirstRetry, LongestRetry, jitter);
        while (true)
        {
            try
            {
                await call();
                return true;
            }
            catch (Exception failure) when (failure is OrleansException or TimeoutException)
            {
                var pause = retry.Fail();
                if (retry.Failures == Tries)
                {
                    LogGivenUp(logger, failure, what);
                    return false;
                }

                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made sure of {Accounts} accounts in {Took}.")]
    private static partial void LogSwept(ILogger logger, int accounts, TimeSpan took);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not make sure of {What}; it is left to its reminder.")]
    private static partial void LogGivenUp(ILogger logger, Exception failure, string what);
}
