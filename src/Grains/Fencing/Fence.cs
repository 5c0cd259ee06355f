using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Fencing;

/// <summary>
/// Keeps this silo from acting for its accounts while others may have taken them over: raised, all sockets close and nothing is
/// delivered; it is lifted when most of the others answer, and the membership table was read after that and says that the silo lives.
/// Nobody took anything over then, nor is about to, and the accounts connect again. Thread-safe.
/// </summary>
internal sealed partial class Fence(
    ConnectionHost connections,
    DispatchHost deliveries,
    TransitionNotices notices,
    AccountSweeps sweeps,
    SiloContacts contacts,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    OwnershipInstruments instruments,
    TimeProvider time,
    ILogger<Fence> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private RaisedFence? _raised;

    public bool IsRaised => Raised is not null;

    /// <summary>Why and since when it is raised; null while it is not.</summary>
    public RaisedFence? Raised => Volatile.Read(ref _raised);

    /// <summary>Lets everything go at once. Returns when nothing new can be begun; does nothing when it is raised already.</summary>
    public void Raise(string reason)
    {
        if (Interlocked.CompareExchange(ref _raised, new RaisedFence(reason, time.GetUtcNow()), null) is not null)
            return;
        connections.Fence();
        deliveries.Fence();
        instruments.OnSiloFenced();
        LogRaised(logger, reason);
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(LiftAsync);
    }

    /// <summary>The process ends: a raised fence stays.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task LiftAsync()
    {
        var stopping = _stopping.Token;
        while (!await IsConfirmedAsync(stopping))
        {
            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
        }

        deliveries.Lift();
        var closed = connections.Lift();
        Volatile.Write(ref _raised, null);
        LogLifted(logger);
        foreach (var (accountId, epoch) in closed)
            notices.Tell(accountId, epoch);
        // Owners that were refused a connection meanwhile have left.
        sweeps.Request();
    }

    /// <summary>Asks the others, because those that cannot reach this silo are about to declare it dead; then the table. A silo that reads there
    /// that it is dead is ended by Orleans on the spot. Others that are dead themselves leave the table within seconds.</summary>
    private async Task<bool> IsConfirmedAsync(CancellationToken cancellation)
    {
        try
        {
            if ((await contacts.LookAsync()).IsMostSilent)
                return false;
            await membership.Refresh(cancellationToken: cancellation);
            return membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) == SiloStatus.Active;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever the provider of the table throws: it was not read, and is asked again.
            LogNotConfirmed(logger, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Others may have taken over what is here ({Reason}): all connections close, and nothing is delivered until the cluster confirms that this silo lives.")]
    private static partial void LogRaised(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cluster confirms that this silo lives; its accounts connect again.")]
    private static partial void LogLifted(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Membership could not be read; this silo stays without connections.")]
    private static partial void LogNotConfirmed(ILogger logger, Exception failure);
}
