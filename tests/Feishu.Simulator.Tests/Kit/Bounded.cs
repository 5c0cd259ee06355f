using System.Runtime.CompilerServices;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>Bounds every await of a test and says what it waited for.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task<T> Within<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited {Limit} for {what}.", e);
        }
    }

    public static async Task Within(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited {Limit} for {what}.", e);
        }
    }
}
