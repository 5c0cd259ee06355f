using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Handover;

/// <summary>
/// Empties a silo that stops, whoever stops it, while it is still in the cluster: its accounts move to the others, and only then is
/// anything closed. What has not moved within the limit is let go, and comes back as after a crash.
/// </summary>
internal sealed partial class SiloDrain(
    LocalAccounts local,
    LeavingConnections leaving,
    OpenSilos silos,
    MoveRound round,
    DrainNotices notices,
    ILocalSiloDetails silo,
    TimeProvider time,
    IOptions<AccountOptions> options,
    ILogger<SiloDrain> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(50);

    public void Participate(ISiloLifecycle lifecycle) =>
        // Before the stage in which connections close.
        lifecycle.Subscribe<SiloDrain>(ServiceLifecycleStage.Active + 1, _ => Task.CompletedTask, DrainAsync);

    private async Task DrainAsync(CancellationToken cancellation)
    {
        silos.Close(silo.SiloAddress);
        var accounts = local.Ids.Count;
        if (accounts == 0 || options.Value.DrainLimit == TimeSpan.Zero || !silos.Members.Any())
            return;
        using var limit = new CancellationTokenSource(options.Value.DrainLimit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var begun = time.GetTimestamp();
        LogBegun(logger, accounts);
        var announcing = AnnounceAsync(end);
        try
        {
            await EmptyAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            LogLetGo(logger, local.Ids.Count + leaving.Count);
        }

        await end.CancelAsync();
        await announcing;
        var took = time.GetElapsedTime(begun);
        LogEnded(logger, accounts, took);
    }

    /// <summary>When all silos stop at once, nobody takes what is left, and nobody is waited for.</summary>
    private async Task AnnounceAsync(CancellationTokenSource end)
    {
        await notices.RunAsync(end.Token);
        await end.CancelAsync();
    }

    private async Task EmptyAsync(CancellationToken end)
    {
        // Also those that came while the others went, and those whose move failed.
        while (local.Ids.Count > 0)
        {
            await round.RunAsync(end);
            await Task.Delay(BetweenRounds, time, end);
        }

        await leaving.AllGoneAsync().WaitAsync(end);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo stops; its {Accounts} accounts move to the others first.")]
    private static partial void LogBegun(ILogger logger, int accounts);

    [LoggerMessage(Level = LogLevel.Information, Message = "Done with moving {Accounts} accounts after {Took}.")]
    private static partial void LogEnded(ILogger logger, int accounts, TimeSpan took);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Accounts} accounts have not moved in time, or nobody takes them any more: they are let go.")]
    private static partial void LogLetGo(ILogger logger, int accounts);
}
