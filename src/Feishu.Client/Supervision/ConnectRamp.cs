namespace Feishu.Client.Supervision;

/// <summary>Hands out slots at an even rate; an idle ramp lets the first one begin at once.</summary>
/// <param name="perSecond">Slots a second, more than 0.</param>
/// <param name="time">The clock.</param>
public sealed class ConnectRamp(double perSecond, TimeProvider time) : IConnectRamp
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _step = TimeSpan.FromSeconds(1 / perSecond);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    /// <inheritdoc/>
    public TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_start);
            var slot = _next > now ? _next : now;
            _next = slot + _step;
            return slot - now;
        }
    }
}
