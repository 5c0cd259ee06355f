using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>Which reads and writes of grain state and reminders fail. Thread-safe.</summary>
internal sealed class StorageFaults
{
    private volatile Func<StorageCall, bool> _fails = static _ => false;
    private volatile Func<StorageCall, Task> _holds = static _ => Task.CompletedTask;

    /// <summary>Every call that was made to fail.</summary>
    public Signal<StorageCall> Hits { get; } = new();

    /// <summary>From now on these calls fail.</summary>
    public void Fail(Func<StorageCall, bool> match) => _fails = match;

    /// <summary>From now on nothing fails.</summary>
    public void Heal() => _fails = static _ => false;

    /// <summary>From now on these calls wait for the task.</summary>
    public void Hold(Func<StorageCall, bool> match, Task until) => _holds = call => match(call) ? until : Task.CompletedTask;

    public async Task CheckAsync(StorageCall call)
    {
        await _holds(call);
        if (!_fails(call))
            return;
        Hits.Add(call);
        throw new IOException("The disk is on fire.");
    }
}
