namespace Feishu.Client.Supervision;

/// <summary>Hands out slots at an even rate; an idle ramp lets the first one begin at once.</summary>
/// <param name="perSecond">Slots a second, more than 0.</param>
/// <param name="time">The clock.</param>
public sealed class ConnectRamp(double perSecond, TimeProvider time) : IConnectRamp
{
    private readonly Lock gate = new();
    private readonly TimeSpan step = TimeSpan.FromSeconds(1 / perSecond);
    private readonly long start = time.GetTimestamp();
    private TimeSpan next;

    /// <inheritdoc/>
    public TimeSpan Reserve()
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var slot = next > now ? next : now;
            next = slot + step;
            return slot - now;
        }
    }
}
