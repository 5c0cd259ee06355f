using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Health;

/// <summary>Tries storage now and then, so that a silo that has nothing to write knows as well when it could not, and when it can again.</summary>
internal sealed partial class StorageWatch(StorageProbe probe, JournalHealth journal, TimeProvider time, IOptions<FencingOptions> options, ILogger<StorageWatch> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>From one try to the next while storage works.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>The same while it does not.</summary>
    public static readonly TimeSpan TroubledInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private volatile SiloDegradation? _trouble;
    private Task _running = Task.CompletedTask;

    /// <summary>What is wrong with storage; null while it takes what is written.</summary>
    public SiloDegradation? Trouble => _trouble;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<StorageWatch>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    /// <summary>Tries once.</summary>
    public async Task LookAsync()
    {
        var checks = await probe.RunAsync(Patience);
        if (checks.FirstOrDefault(static check => check.Problem is not null) is { } failed)
            OnFailed($"The {failed.Part} cannot be written: {failed.Problem}");
        else
            OnWritten();
    }

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
        while (!_stopping.IsCancellationRequested)
        {
            await LookAsync();
            var pause = _trouble is null && !journal.IsDegraded ? Interval : TroubledInterval;
            await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnFailed(string problem)
    {
        if (_trouble is null)
            LogLost(logger, problem);
        _trouble = new SiloDegradation(SiloDegradation.Storage, _trouble?.Since ?? time.GetUtcNow(), problem);
    }

    private void OnWritten()
    {
        journal.OnProbed();
        if (_trouble is not { } trouble)
            return;
        _trouble = null;
        LogBack(logger, trouble.Since);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage does not take what is written; connections stay, events are answered with 500. {Problem}.")]
    private static partial void LogLost(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage works again, after trouble since {Since:u}.")]
    private static partial void LogBack(ILogger logger, DateTimeOffset since);
}
