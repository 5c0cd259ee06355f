using System.Diagnostics;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>Waits for something that nobody announces, such as a response on its way through the kernel.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Limit)
                throw new TimeoutException($"Waited {Limit} for {what}.");
            await Task.Yield();
        }
    }
}
