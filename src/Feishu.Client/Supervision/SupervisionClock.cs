namespace Feishu.Client.Supervision;

/// <summary>
/// The clock of all connections of a process: never runs backwards when somebody sets the wall clock, and jumps
/// forwards with it, so that a machine that slept finds its pings overdue at once.
/// </summary>
internal sealed class SupervisionClock
{
    /// <summary>Smaller differences are adjustments of the wall clock, not jumps.</summary>
    private static readonly TimeSpan JumpThreshold = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private DateTimeOffset anchor;
    private long anchorTimestamp;

    public SupervisionClock(TimeProvider time)
    {
        this.time = time;
        anchor = time.GetUtcNow();
        anchorTimestamp = time.GetTimestamp();
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                var steady = anchor + time.GetElapsedTime(anchorTimestamp);
                var wall = time.GetUtcNow();
                if (wall - steady < JumpThreshold)
                    return steady;
                anchor = wall;
                anchorTimestamp = time.GetTimestamp();
                return wall;
            }
        }
    }

    public TimeProvider Time => time;

    /// <summary>A moment noted as timestamp, on this clock.</summary>
    public DateTimeOffset At(long timestamp) => Now - time.GetElapsedTime(timestamp);
}
