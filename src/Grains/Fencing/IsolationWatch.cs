using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Fencing;

/// <summary>Asks the other silos every two seconds whether they are there, and storage when most are not.</summary>
internal sealed partial class IsolationWatch(
    Fence fence,
    SiloContacts contacts,
    IClusterMembershipService membership,
    TimeProvider time,
    IOptions<FencingOptions> options,
    ILogger<IsolationWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2), StoragePatience = TimeSpan.FromSeconds(2);

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
        var isolation = new Isolation(options.Value.IsolationLimit, time.GetUtcNow());
        // Silence takes seconds to be told from an answer: the limit does not wait for the next look.
        await using var end = time.CreateTimer(_ => fence.Raise("storage and most other silos are out of reach"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (!_stopping.IsCancellationRequested)
        {
            var begun = time.GetUtcNow();
            isolation.Note(begun, await LookAsync());
            end.Change(isolation.Left(time.GetUtcNow()) ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await Task.Delay(Interval, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Surroundings> LookAsync()
    {
        var found = await contacts.LookAsync();
        return found.IsMostSilent ? found with { IsStorageLost = await IsStorageLostAsync() } : found;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Most other silos do not answer, and membership cannot be read.")]
    private static partial void LogStorageLost(ILogger logger, Exception failure);
}
