using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// Saves the progress of all subscriptions of the silo, all that changed together: 200 ms after a change at the latest,
/// and at once when somebody waits for it. One save at a time; a save that failed is repeated with growing pauses. Thread-safe.
/// </summary>
internal sealed partial class ProgressWriter(IJournalStore journal, SteadyClock clock, Jitter jitter, ILogger<ProgressWriter> logger)
{
    private const int MaxGroup = 1_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<IProgressSource, TaskCompletionSource?> _changed = [];
    private readonly RetryDelay _retry = new(FirstPause, LongestPause, jitter);
    private TaskCompletionSource _urge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRunning, _isUrgent;

    /// <summary>A source has something to save.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isUrgent">Whether it cannot wait for others.</param>
    public void Note(IProgressSource source, bool isUrgent)
    {
        lock (_gate)
        {
            _changed.TryAdd(source, null);
            Begin(isUrgent);
        }
    }

    /// <summary>Done when everything that a source has to save now is saved, or its word counts no more. Waits for as long as the journal fails.</summary>
    public Task FlushAsync(IProgressSource source)
    {
        lock (_gate)
        {
            var waiter = _changed.GetValueOrDefault(source) ?? new(TaskCreationOptions.RunContinuationsAsynchronously);
            _changed[source] = waiter;
            Begin(isUrgent: true);
            return waiter.Task;
        }
    }

    /// <summary>Nothing of a source is to be saved any more.</summary>
    public void Forget(IProgressSource source)
    {
        lock (_gate)
        {
            if (_changed.Remove(source, out var waiter))
                waiter?.TrySetResult();
        }
    }

    private void Begin(bool isUrgent)
    {
        if (isUrgent && !_isUrgent)
        {
            _isUrgent = true;
            _urge.TrySetResult();
        }

        if (_isRunning)
            return;
        _isRunning = true;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        do
        {
            await WaitAsync();
            if (await SaveAsync(Take()))
                _retry.Succeed();
            else
                await Task.Delay(_retry.Fail(), clock.Time);
        }
        while (HasMore());
    }

    private async Task WaitAsync()
    {
        Task urge;
        lock (_gate)
            urge = _urge.Task;
        using var over = new CancellationTokenSource();
        await Task.WhenAny(urge, Task.Delay(DispatchLimits.SaveInterval, clock.Time, over.Token));
        await over.CancelAsync();
    }

    private bool HasMore()
    {
        lock (_gate)
            return _isRunning = _changed.Count > 0;
    }

    private List<(IProgressSource Source, ProgressUpdate? Update, TaskCompletionSource? Waiter)> Take()
    {
        KeyValuePair<IProgressSource, TaskCompletionSource?>[] sources;
        lock (_gate)
        {
            sources = [.. _changed.Take(MaxGroup)];
            foreach (var (source, _) in sources)
                _changed.Remove(source);
            if (_changed.Count == 0 && _isUrgent)
            {
                _isUrgent = false;
                _urge = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return [.. sources.Select(entry => (entry.Key, entry.Key.TakeProgress(), entry.Value))];
    }

    private async Task<bool> SaveAsync(List<(IProgressSource Source, ProgressUpdate? Update, TaskCompletionSource? Waiter)> group)
    {
        var written = group.Where(static entry => entry.Update is not null).ToArray();
        try
        {
            DeliverySteps.Reached(DeliverySteps.ProgressSaving);
            var kept = written.Length == 0 ? [] : await journal.SaveProgressAsync([.. written.Select(static entry => entry.Update!)], CancellationToken.None);
            DeliverySteps.Reached(DeliverySteps.ProgressSaved);
            for (var i = 0; i < written.Length; i++)
                Tell(written[i].Source, kept[i]);
            foreach (var entry in group)
                entry.Waiter?.TrySetResult();
            return true;
        }
#pragma warning disable CA1031 // Whatever a store throws means that nothing was saved; the loop must go on, or no progress is ever saved again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (_retry.Failures == 0)
                LogFailed(logger, failure, written.Length);
            foreach (var entry in group)
                PutBack(entry.Source, entry.Update is not null, entry.Waiter, failure.Explain());
            return false;
        }
    }

    private static void Tell(IProgressSource source, bool isKept)
    {
        if (isKept)
            source.OnProgressSaved();
        else
            source.OnProgressFenced();
    }

    private void PutBack(IProgressSource source, bool wasTaken, TaskCompletionSource? waiter, string problem)
    {
        if (wasTaken)
            source.OnProgressFailed(problem);
        lock (_gate)
        {
            var later = _changed.GetValueOrDefault(source);
            if (later is not null && waiter is not null)
                _ = waiter.Task.ContinueWith(_ => later.TrySetResult(), TaskScheduler.Default);
            _changed[source] = waiter ?? later;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Progress of {Subscriptions} subscriptions could not be saved. Deliveries stop before too many would be repeated after a crash; saving is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception failure, int subscriptions);
}
