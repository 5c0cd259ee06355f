namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>The clock of the simulator, which is the machine's.</summary>
internal static class Moment
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
