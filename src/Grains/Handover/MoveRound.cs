using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Handover;

/// <summary>Moves every account of this silo that falls to another one, many at a time: the ramp of the silo that connects sets the pace.</summary>
internal sealed partial class MoveRound(LocalAccounts local, OpenSilos silos, IAccountMoves moves, ILocalSiloDetails silo, OwnershipInstruments instruments, TimeProvider time, ILogger<MoveRound> logger)
{
    private const int AtATime = 16;

    /// <summary>An account that has not gone by then is left for the next round, or to the limit of its old connection.</summary>
    private static readonly TimeSpan MoveLimit = TimeSpan.FromSeconds(20);

    /// <summary>After a move that failed.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <returns>How many accounts were to move.</returns>
    /// <exception cref="OperationCanceledException">The round was cancelled.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var leaving = local.Ids.Select(id => (Id: id, Target: Rendezvous.Choose(id, silos.Members)?.SiloAddress))
            .Where(one => one.Target is not null && one.Target != silo.SiloAddress).ToArray();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(leaving, limit, async (one, token) => await MoveAsync(one.Id, one.Target!, token));
        return leaving.Length;
    }

    private async Task MoveAsync(string accountId, SiloAddress target, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(MoveLimit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var begun = time.GetTimestamp();
        try
        {
            await moves.MoveAsync(accountId, target, end.Token);
            instruments.OnMoved(time.GetElapsedTime(begun));
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && failure is OrleansException or TimeoutException or OperationCanceledException)
        {
            instruments.OnNotMoved();
            LogNotMoved(logger, failure, accountId, target);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: has not moved to {Silo} in time; tried again.")]
    private static partial void LogNotMoved(ILogger logger, Exception failure, string account, SiloAddress silo);
}
