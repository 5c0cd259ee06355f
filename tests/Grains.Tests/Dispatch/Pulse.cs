namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>Conditions that are looked at whenever something happens.</summary>
internal sealed class Pulse
{
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> Reached, TaskCompletionSource Waiter)> _waiters = [];

    /// <summary>Something happened.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            foreach (var (reached, waiter) in _waiters)
            {
                if (reached())
                    waiter.TrySetResult();
            }

            _waiters.RemoveAll(static waiting => waiting.Waiter.Task.IsCompleted);
        }
    }

    /// <summary>Done when a condition holds.</summary>
    public Task WhenAsync(Func<bool> reached)
    {
        lock (_gate)
        {
            if (reached())
                return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((reached, waiter));
            return waiter.Task;
        }
    }
}
