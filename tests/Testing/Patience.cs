namespace FeishuOrleans.Testing;

/// <summary>Bounds what a test awaits, and says what it was when it did not come.</summary>
public static class Patience
{
    /// <summary>Far above what anything takes on a slow, busy machine: who meets it hangs.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The task's outcome, or a failure that names <paramref name="what"/>.</summary>
    public static async Task WithinAsync(this Task task, string what, TimeSpan? limit = null)
    {
        try
        {
            await task.WaitAsync(limit ?? Limit);
        }
        catch (TimeoutException e) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited {limit ?? Limit} for {what}; it did not come.", e);
        }
    }

    /// <inheritdoc cref="WithinAsync(Task, string, TimeSpan?)"/>
    public static async Task<T> WithinAsync<T>(this Task<T> task, string what, TimeSpan? limit = null)
    {
        await WithinAsync((Task)task, what, limit);
        return await task;
    }
}
