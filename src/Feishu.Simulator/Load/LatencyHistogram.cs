namespace Feishu.Simulator.Load;

/// <summary>Counts durations in steps of 10 microseconds up to 10 s. Thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const long TicksPerStep = TimeSpan.TicksPerMillisecond / 100;
    private const int Steps = 1_000_000;

    private readonly int[] _counts = new int[Steps + 1];
    private long _max;

    public TimeSpan Max => TimeSpan.FromTicks(Volatile.Read(ref _max));

    public void Add(TimeSpan duration)
    {
        Interlocked.Increment(ref _counts[Math.Clamp(duration.Ticks / TicksPerStep, 0, Steps)]);
        for (var max = Volatile.Read(ref _max); duration.Ticks > max;)
            max = Interlocked.CompareExchange(ref _max, duration.Ticks, max) is var seen && seen == max ? duration.Ticks : seen;
    }

    /// <summary>The duration that this share of all stays below; zero without any.</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(_counts.Sum(static count => (long)count) * share);
        long seen = 0;
        for (var step = 0; wanted > 0; step++)
        {
            seen += _counts[step];
            if (seen >= wanted)
                return TimeSpan.FromTicks((step + 1) * TicksPerStep);
        }

        return TimeSpan.Zero;
    }
}
