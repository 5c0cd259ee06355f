using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Journal;

/// <summary>
/// Writes what waits, all of it together: while one group is on its way to the disk, the next gathers. An event that
/// finds nothing on its way is written at once, so no timer adds to the latency. Policy when too much waits: refuse,
/// so that the platform pushes the event again later. Thread-safe.
/// </summary>
internal sealed partial class GroupCommitter(IJournalStore store, JournalHealth health, JournalInstruments instruments, TimeProvider time, ILogger<GroupCommitter> logger)
{
    private readonly Lock _gate = new();
    private readonly Queue<WaitingEntry> _waiting = [];
    private long _waitingBytes;
    private bool _isRunning;
    private Task _run = Task.CompletedTask;

    /// <summary>Keeps an event.</summary>
    /// <returns>What became of it, once that is on disk; null when it is not kept, and <see cref="JournalHealth"/> says why.</returns>
    public Task<AppendResult?> AppendAsync(JournalEntry entry)
    {
        var waiting = new WaitingEntry(entry, time.GetTimestamp());
        DeliverySteps.Reached(DeliverySteps.AppendQueued);
        lock (_gate)
        {
            if (_waiting.Count >= JournalLimits.MaxWaitingEvents || _waitingBytes + entry.Payload.Length > JournalLimits.MaxWaitingBytes)
                return RefuseAsync();
            _waiting.Enqueue(waiting);
            instruments.OnWaiting(1);
            _waitingBytes += entry.Payload.Length;
            if (!_isRunning)
                Start();
        }

        return waiting.Task;
    }

    /// <summary>Waits until nothing waits.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
            return _run;
    }

    private Task<AppendResult?> RefuseAsync()
    {
        health.OnOverflow();
        instruments.OnOverflow();
        return Task.FromResult<AppendResult?>(null);
    }

    private void Start()
    {
        _isRunning = true;
        // The group is everybody's: it does not carry the context of the event that happened to come first.
        using (ExecutionContext.SuppressFlow())
            _run = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        while (Take() is { } group)
            await WriteAsync(group);
    }

    private WaitingEntry[]? Take()
    {
        lock (_gate)
        {
            var (count, bytes) = (0, 0L);
            foreach (var waiting in _waiting)
            {
                bytes += waiting.Entry.Payload.Length;
                if (count == JournalLimits.MaxGroup || (count > 0 && bytes > JournalLimits.MaxGroupBytes))
                    break;
                count++;
            }

            _isRunning = count > 0;
            return count > 0 ? Dequeue(count) : null;
        }
    }

    private WaitingEntry[] Dequeue(int count)
    {
        var group = new WaitingEntry[count];
        for (var i = 0; i < count; i++)
        {
            group[i] = _waiting.Dequeue();
            _waitingBytes -= group[i].Entry.Payload.Length;
        }

        instruments.OnWaiting(-count);
        return group;
    }

    private async Task WriteAsync(WaitingEntry[] group)
    {
        var begun = time.GetTimestamp();
        try
        {
            var results = await store.AppendAsync(Array.ConvertAll(group, static waiting => waiting.Entry), CancellationToken.None);
            DeliverySteps.Reached(DeliverySteps.BatchCommitted);
            instruments.OnWritten(results, time.GetElapsedTime(begun));
            Note(group);
            for (var i = 0; i < group.Length; i++)
                group[i].SetResult(results[i]);
        }
#pragma warning disable CA1031 // Whatever a store throws means that nothing is promised; the loop must go on, or no event is ever kept again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            instruments.OnFailed(group.Length, time.GetElapsedTime(begun));
            if (health.OnFailed(failure.Explain()))
                LogFailed(logger, failure, group.Length);
            foreach (var waiting in group)
                waiting.TrySetResult(null);
        }
    }

    private void Note(WaitingEntry[] group)
    {
        if (health.Trouble is { } trouble)
            LogRecovered(logger, trouble.Since);
        health.OnWritten();
        var late = group.Count(waiting => time.GetElapsedTime(waiting.Since) > JournalLimits.AppendBudget);
        if (late == 0)
            return;
        health.OnLate(late);
        LogLate(logger, late, JournalLimits.AppendBudget);
    }
}
