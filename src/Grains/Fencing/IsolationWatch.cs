using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Fencing;

/// <summary>Asks the other silos every two seconds whether they are there, and storage when most are not.</summary>
internal sealed partial class IsolationWatch(
    Fence fence,
    OpenSilos silos,
    AccountKeeperClient keepers,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    TimeProvider time,
    IOptions<FencingOptions> options,
    ILogger<IsolationWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2), StoragePatience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<IsolationWatch>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        if (!options.Value.Watches)
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
        var isolation = new Isolation(options.Value.IsolationLimit);
        while (!_stopping.IsCancellationRequested)
        {
            var others = silos.Active.Select(static member => member.SiloAddress).Where(other => other != silo.SiloAddress).ToArray();
            var silent = (await Task.WhenAll(others.Select(IsSilentAsync))).Count(static isSilent => isSilent);
            var isStorageLost = Isolation.IsMost(silent, others.Length) && await IsStorageLostAsync();
            if (isolation.Note(time.GetUtcNow(), others.Length, silent, isStorageLost))
                fence.Raise($"storage and {silent} of {others.Length} other silos are out of reach");
            await Task.Delay(Interval, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsSilentAsync(SiloAddress other)
    {
        try
        {
            await keepers.On(other).PingAsync();
            return false;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogSilent(logger, failure, other);
            return true;
        }
    }

    private async Task<bool> IsStorageLostAsync()
    {
        try
        {
            await membership.Refresh(cancellationToken: _stopping.Token).AsTask().WaitAsync(StoragePatience, time, _stopping.Token);
            return false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever the provider of the table throws: it could not be read.
            LogStorageLost(logger, failure);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} does not answer.")]
    private static partial void LogSilent(ILogger logger, Exception failure, SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Most other silos do not answer, and membership cannot be read.")]
    private static partial void LogStorageLost(ILogger logger, Exception failure);
}
