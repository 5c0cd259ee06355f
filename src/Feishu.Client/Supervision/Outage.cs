namespace Feishu.Client.Supervision;

/// <summary>Since when a wanted account is without connection. Follows the transitions that an observer sees, one at a time; read on any thread.</summary>
internal sealed class Outage(ConnectionInstruments instruments)
{
    private long _since;

    /// <summary>Begin of the present outage; null while connected or stopped.</summary>
    public DateTimeOffset? Since => Interlocked.Read(ref _since) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Follow(in Transition transition)
    {
        if (transition.To is not (Connected or Stale or Stopped))
            Interlocked.CompareExchange(ref _since, transition.At.UtcTicks, 0);
        else if (Interlocked.Exchange(ref _since, 0) is > 0 and var since && transition.To is Connected)
            instruments.OnRestored(TimeSpan.FromTicks(transition.At.UtcTicks - since));
    }
}
