namespace Feishu.Client.Supervision;

/// <summary>
/// The clock of all connections of a process: never runs backwards when somebody sets the wall clock, and jumps
/// forwards with it, so that a machine that slept finds its pings overdue at once.
/// </summary>
internal sealed class SupervisionClock
{
    /// <summary>Smaller differences are adjustments of the wall clock, not jumps.</summary>
    private static readonly TimeSpan JumpThreshold = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private DateTimeOffset _anchor;
    private long _anchorTimestamp;
    private TimeSpan _newestJump;

    public SupervisionClock(TimeProvider time)
    {
        _time = time;
        _anchor = time.GetUtcNow();
        _anchorTimestamp = time.GetTimestamp();
    }

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return Look();
        }
    }

    public TimeProvider Time => _time;

    /// <summary>
    /// A moment noted as timestamp, on this clock. What came before the newest jump stays before it: a frame that is older
    /// than a ping must not turn younger than it because the clock jumped meanwhile.
    /// </summary>
    public DateTimeOffset At(long timestamp)
    {
        lock (_gate)
        {
            var at = Look() - _time.GetElapsedTime(timestamp);
            return timestamp < _anchorTimestamp ? at - _newestJump : at;
        }
    }

    private DateTimeOffset Look()
    {
        var steady = _anchor + _time.GetElapsedTime(_anchorTimestamp);
        var jump = _time.GetUtcNow() - steady;
        if (jump < JumpThreshold)
            return steady;
        _newestJump = jump;
        _anchor = steady + jump;
        _anchorTimestamp = _time.GetTimestamp();
        return _anchor;
    }
}
