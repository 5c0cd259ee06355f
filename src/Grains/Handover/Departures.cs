using System.Collections.Concurrent;

namespace FeishuOrleans.Grains.Handover;

/// <summary>Activations of this silo that are leaving it. Thread-safe.</summary>
internal sealed class Departures
{
    private readonly ConcurrentDictionary<string, Task> _leaving = new(StringComparer.Ordinal);

    /// <summary>An activation is about to migrate.</summary>
    public void Note(string accountId, Task deactivated)
    {
        _leaving[accountId] = deactivated;
        _ = deactivated.ContinueWith(
            (ended, _) => _leaving.TryRemove(new(accountId, ended)), null, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Returns when the account's activation has left; at once when none is leaving.</summary>
    public Task WaitAsync(string accountId) => _leaving.GetValueOrDefault(accountId, Task.CompletedTask);
}
