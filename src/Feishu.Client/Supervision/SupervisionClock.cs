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
    private TimeSpan newestJump;

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
                return Look();
        }
    }

    public TimeProvider Time => time;

    /// <summary>
    /// A moment noted as timestamp, on this clock. What came before the newest jump stays before it: a frame that is older
    /// than a ping must not turn younger than it because the clock jumped meanwhile.
    /// </summary>
    public DateTimeOffset At(long timestamp)
    {
        lock (gate)
        {
            var at = Look() - time.GetElapsedTime(timestamp);
            return timestamp < anchorTimestamp ? at - newestJump : at;
        }
    }

    private DateTimeOffset Look()
    {
        var steady = anchor + time.GetElapsedTime(anchorTimestamp);
        var jump = time.GetUtcNow() - steady;
        if (jump < JumpThreshold)
            return steady;
        newestJump = jump;
        anchor = steady + jump;
        anchorTimestamp = time.GetTimestamp();
        return anchor;
    }
}
