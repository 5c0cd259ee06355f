using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FeishuOrleans.Testing;

/// <summary>Every await in a test is bounded and says what it waited for.</summary>
public static class Waiting
{
    /// <summary>Generous: a slow machine must not fail a test, and a test that waits for nothing ends all the same.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<T> Within<T>(this Task<T> task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).Within(limit, what);
        return await task;
    }

    public static async Task Within(this Task task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Debugger.IsAttached ? Timeout.InfiniteTimeSpan : limit ?? Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {(limit ?? Limit).TotalSeconds} s for: {what}");
        }
    }
}
