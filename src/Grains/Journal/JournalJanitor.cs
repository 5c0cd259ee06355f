using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Journal;

/// <summary>The loop that keeps the journals of this silo's accounts within time and quota: in rounds, and at once for an account that is full.</summary>
internal sealed partial class JournalJanitor(
    RetentionSweep sweep, LocalAccounts accounts, FullAccounts full, Jitter jitter, IOptions<JournalOptions> options, TimeProvider time, ILogger<JournalJanitor> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const double Share = 0.2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1), ShortestPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begin of the newest round; null before the first.</summary>
    public DateTimeOffset? LastRound { get; private set; }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<JournalJanitor>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellation);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await WaitAsync(stopping);
                LastRound = time.GetUtcNow();
                foreach (var accountId in accounts.Ids)
                    await SweepAsync(accountId, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    /// <summary>Waits for the next round and serves full accounts meanwhile.</summary>
    private async Task WaitAsync(CancellationToken stopping)
    {
        using var round = new CancellationTokenSource(jitter.Around(Pause, Share), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(round.Token, stopping);
        try
        {
            await foreach (var accountId in full.Reader.ReadAllAsync(either.Token))
                await SweepAsync(accountId, stopping);
        }
        catch (OperationCanceledException) when (round.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // The round is due.
        }
    }

    /// <summary>Short retentions need frequent rounds, or their events live several times as long.</summary>
    private TimeSpan Pause
    {
        get
        {
            var pause = options.Value.Retention / 10;
            return pause > LongestPause ? LongestPause : pause < ShortestPause ? ShortestPause : pause;
        }
    }

    private async Task SweepAsync(string accountId, CancellationToken stopping)
    {
        try
        {
            await sweep.RunAsync(accountId, stopping);
        }
#pragma warning disable CA1031 // The next round tries again; a loop that ended would let the disk fill up.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotSwept(logger, failure, accountId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: old events could not be deleted; the next round tries again.")]
    private static partial void LogNotSwept(ILogger logger, Exception failure, string account);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The journal's rounds ended with the silo.")]
    private static partial void LogStopped(ILogger logger);
}
