using System.Threading.Channels;
using FeishuOrleans.Grains.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Handover;

/// <summary>Gives a silo that joins its share: every silo moves what falls to the new one. Looks again now and then for what did not go, or came to the wrong silo while membership changed.</summary>
internal sealed partial class Rebalance(
    IClusterMembershipService membership,
    OpenSilos silos,
    MoveRound round,
    ILocalSiloDetails silo,
    TimeProvider time,
    IOptions<AccountOptions> options,
    ILogger<Rebalance> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>A silo that has just joined is left alone for this long, and silos that join together cause one round.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    // One occasion that waits is enough.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<Rebalance>(
        // Ends before the silo drains.
        ServiceLifecycleStage.Active + 2, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        if (!options.Value.Rebalances)
            return Task.CompletedTask;
        using (ExecutionContext.SuppressFlow())
            _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        try
        {
            await using var now = time.CreateTimer(_ => _due.Writer.TryWrite(true), null, LookAgain, LookAgain);
            await Task.WhenAll(WatchAsync(), ShareWhenDueAsync());
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogCancelled(logger);
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // Every account stays where it is, and is well there.
            LogFailed(logger, defect);
        }
    }

    private async Task WatchAsync()
    {
        HashSet<SiloAddress> known = [.. silos.Active.Select(static member => member.SiloAddress)];
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(_stopping.Token))
        {
            if (silos.Active.All(member => known.Contains(member.SiloAddress)))
                continue;
            await Task.Delay(Settle, time, _stopping.Token);
            known = [.. silos.Active.Select(static member => member.SiloAddress)];
            _due.Writer.TryWrite(true);
        }
    }

    private async Task ShareWhenDueAsync()
    {
        await foreach (var _ in _due.Reader.ReadAllAsync(_stopping.Token))
            await ShareAsync();
    }

    private async Task ShareAsync()
    {
        if (silos.IsClosed(silo.SiloAddress))
            return;
        var begun = time.GetTimestamp();
        var moved = await round.RunAsync(_stopping.Token);
        var took = time.GetElapsedTime(begun);
        if (moved > 0)
            LogShared(logger, moved, took);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Accounts} accounts were moved to where they fall now, in {Took}.")]
    private static partial void LogShared(ILogger logger, int accounts, TimeSpan took);

    [LoggerMessage(Level = LogLevel.Error, Message = "Accounts are no longer moved to silos that join, until this silo is started again.")]
    private static partial void LogFailed(ILogger logger, Exception defect);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Moving accounts ended with the silo.")]
    private static partial void LogCancelled(ILogger logger);
}
