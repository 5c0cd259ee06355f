namespace Feishu.Client.Sending;

/// <summary>
/// At most so many calls in any period, as the platform counts them. It counts when a call arrives, which is somewhere between
/// its start and its answer; so a place is taken at the start and given back one period after the answer. Thread-safe.
/// </summary>
internal sealed class RateWindow(int capacity, TimeSpan period, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _answered = new();
    private int _underWay;
    private long _closedAt;
    private TimeSpan _closedFor;

    /// <summary>No call of the last period and none under way, and not closed: nothing to remember.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return Used() == 0 && ClosedLeft() <= TimeSpan.Zero;
        }
    }

    /// <summary>Time until a call may start; zero for now. After so long one has to ask again.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_gate)
                return Longer(ClosedLeft(), Used() < capacity ? TimeSpan.Zero : PlaceLeft());
        }
    }

    /// <summary>Lets nothing start for a while; a longer closure stays.</summary>
    public void CloseFor(TimeSpan duration)
    {
        lock (_gate)
        {
            if (duration > ClosedLeft())
                (_closedAt, _closedFor) = (time.GetTimestamp(), duration);
        }
    }

    /// <summary>A call starts.</summary>
    public void Begin()
    {
        lock (_gate)
            _underWay++;
    }

    /// <summary>Its answer is here, or nobody waits for it any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _underWay--;
            _answered.Enqueue(time.GetTimestamp());
        }
    }

    private int Used()
    {
        while (_answered.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= period)
            _answered.Dequeue();
        return _underWay + _answered.Count;
    }

    /// <summary>With every place under way none comes back before a period is over.</summary>
    private TimeSpan PlaceLeft() => _answered.TryPeek(out var oldest) ? period - time.GetElapsedTime(oldest) : period;

    private TimeSpan ClosedLeft() => _closedFor - time.GetElapsedTime(_closedAt);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other)
    {
        var longer = one > other ? one : other;
        return longer > TimeSpan.Zero ? longer : TimeSpan.Zero;
    }
}
