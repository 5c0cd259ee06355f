namespace Feishu.Client.Supervision;

/// <summary>
/// Hands out slots at an even rate; an idle ramp lets the first one begin at once. Slots are numbers and come up one after the other,
/// so that another rate also holds for those that are already waited for.
/// </summary>
public sealed class ConnectRamp : IConnectRamp
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private double _perSecond;
    private double _next;
    private double _comeUp;
    private long _countedAt;

    /// <param name="perSecond">Slots a second, more than 0.</param>
    /// <param name="time">The clock.</param>
    public ConnectRamp(double perSecond, TimeProvider time) => (_perSecond, _time, _countedAt) = (perSecond, time, time.GetTimestamp());

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
            return slot > _comeUp ? TimeSpan.FromSeconds((slot - _comeUp) / _perSecond) : TimeSpan.Zero;
        }
    }

    /// <summary>From now on another rate.</summary>
    internal void SetRate(double perSecond)
    {
        lock (_gate)
        {
            Count();
            _perSecond = perSecond;
        }
    }

    /// <summary>How many slots have come up by now, taken or not.</summary>
    private void Count()
    {
        var now = _time.GetTimestamp();
        _comeUp += _time.GetElapsedTime(_countedAt, now).TotalSeconds * _perSecond;
        _countedAt = now;
    }
}
