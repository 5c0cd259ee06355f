namespace Feishu.Client.Supervision;

/// <summary>
/// Hands out slots at an even rate; an idle ramp lets the first one begin at once. Slots are numbers and come up one after the other,
/// so that another rate also holds for those that are already waited for. Slots that are taken late must not come together with those
/// after them: what has begun is counted, and no span holds more than the rate allows.
/// </summary>
public sealed class ConnectRamp : IConnectRamp
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _begun = new();
    private readonly TimeProvider _time;
    private RampRate _rate;
    private RampRate? _higher;
    private long _higherAt;
    private double _next;
    private double _comeUp;
    private long _countedAt;

    /// <param name="perSecond">Attempts that may begin in a second, more than 0.</param>
    /// <param name="time">The clock.</param>
    public ConnectRamp(double perSecond, TimeProvider time) => (_rate, _time, _countedAt) = (RampRate.Of(perSecond), time, time.GetTimestamp());

    /// <inheritdoc/>
    public double Reserve()
    {
        lock (_gate)
        {
            Count();
            var slot = _next > _comeUp ? _next : _comeUp;
            _next = slot + 1;
            return slot;
        }
    }

    /// <inheritdoc/>
    public TimeSpan Until(double slot)
    {
        lock (_gate)
        {
            Count();
            return Wait(slot);
        }
    }

    /// <inheritdoc/>
    public bool TryBegin(double slot)
    {
        lock (_gate)
        {
            Count();
            if (Wait(slot) > TimeSpan.Zero)
                return false;
            _begun.Enqueue(_countedAt);
            return true;
        }
    }

    /// <summary>
    /// From now on another rate. A higher one a window later: whoever had that part of a shared rate until now may have used it up.
    /// </summary>
    internal void SetRate(double perSecond)
    {
        lock (_gate)
        {
            Count();
            Set(RampRate.Of(perSecond));
        }
    }

    /// <summary>A rate that others had until now: nothing begins before they have had a window to notice.</summary>
    internal void JoinAt(double perSecond)
    {
        lock (_gate)
        {
            Count();
            _rate = RampRate.None;
            Set(RampRate.Of(perSecond));
        }
    }

    private void Set(RampRate rate)
    {
        var isHigher = rate.PerSecond > _rate.PerSecond;
        _higher = isHigher ? rate : null;
        _higherAt = _countedAt + (long)(RampRate.Window.TotalSeconds * _time.TimestampFrequency);
        if (!isHigher)
            _rate = rate;
    }

    /// <summary>How many slots have come up by now, taken or not, and which attempts still count.</summary>
    private void Count()
    {
        var now = _time.GetTimestamp();
        if (_higher is { } higher && now >= _higherAt)
        {
            CountUntil(_higherAt);
            (_rate, _higher) = (higher, null);
        }

        CountUntil(now);
        while (_begun.TryPeek(out var oldest) && _time.GetElapsedTime(oldest, now) >= _rate.Span)
            _begun.Dequeue();
    }

    private void CountUntil(long timestamp)
    {
        _comeUp += _time.GetElapsedTime(_countedAt, timestamp).TotalSeconds * _rate.PerSecond;
        _countedAt = timestamp;
    }

    private TimeSpan Wait(double slot)
    {
        var (turn, room) = (UntilTurn(slot - _comeUp), UntilRoom());
        return turn > room ? turn : room;
    }

    private TimeSpan UntilTurn(double missing)
    {
        if (missing <= 0)
            return TimeSpan.Zero;
        if (_higher is not { } higher)
            return TimeSpan.FromSeconds(missing / _rate.PerSecond);
        var left = _time.GetElapsedTime(_countedAt, _higherAt);
        var before = left.TotalSeconds * _rate.PerSecond;
        return missing <= before ? TimeSpan.FromSeconds(missing / _rate.PerSecond) : left + TimeSpan.FromSeconds((missing - before) / higher.PerSecond);
    }

    private TimeSpan UntilRoom()
    {
        if (_begun.Count < _rate.Count)
            return TimeSpan.Zero;
        return _begun.TryPeek(out var oldest) && _rate.Count > 0
            ? _rate.Span - _time.GetElapsedTime(oldest, _countedAt)
            : _time.GetElapsedTime(_countedAt, _higherAt);
    }
}
