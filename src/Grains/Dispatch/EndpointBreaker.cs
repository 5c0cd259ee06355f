using FeishuOrleans.Grains.Hosting;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// Leaves an endpoint alone that does not do its part. Opens after a number of failures in a row; when the pause is over,
/// one delivery decides. A failure that the event itself may have caused counts once an event and row, so that one bad
/// event cannot close the way to all others. Not thread-safe.
/// </summary>
internal sealed class EndpointBreaker(int threshold, Jitter jitter)
{
    private const double Share = 0.25;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(15), LongestAsked = TimeSpan.FromMinutes(10);

    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);
    private int _failures, _openings;
    private bool _isProbing;
    private DateTimeOffset _openedAt;
    private TimeSpan _openBefore;

    public BreakerState State { get; private set; }

    /// <summary>When the next delivery may be tried, while open.</summary>
    public DateTimeOffset OpenUntil { get; private set; }

    /// <summary>How long it has been out of service altogether.</summary>
    public TimeSpan OutOfService(DateTimeOffset now) => State == BreakerState.Closed ? _openBefore : _openBefore + (now - _openedAt);

    /// <summary>Asks for a delivery.</summary>
    public LanePass Enter(DateTimeOffset now)
    {
        if (State == BreakerState.Closed)
            return LanePass.Plain;
        if (State == BreakerState.Open && now >= OpenUntil)
            State = BreakerState.HalfOpen;
        if (State == BreakerState.Open || _isProbing)
            return LanePass.None;
        _isProbing = true;
        return LanePass.Probe;
    }

    /// <summary>The endpoint did its part.</summary>
    public void Succeed(LanePass pass, DateTimeOffset now)
    {
        _openBefore = OutOfService(now);
        State = BreakerState.Closed;
        _failures = 0;
        _openings = 0;
        _suspects.Clear();
        Abandon(pass);
    }

    /// <summary>The endpoint did not do its part.</summary>
    /// <param name="pass">What the delivery was begun with.</param>
    /// <param name="suspect">The event, when the failure may be its own fault; null when it cannot.</param>
    /// <param name="asked">The pause that the endpoint asked for.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the try counts: not when the endpoint was out of service already.</returns>
    public bool Fail(LanePass pass, string? suspect, TimeSpan? asked, DateTimeOffset now)
    {
        Abandon(pass);
        if (State == BreakerState.Closed)
        {
            if ((suspect is null || _suspects.Add(suspect)) && ++_failures >= threshold)
                Open(asked, now);
            return true;
        }

        if (pass == LanePass.Probe)
            Open(asked, now);
        return false;
    }

    /// <summary>The delivery came to no result.</summary>
    public void Abandon(LanePass pass) => _isProbing &= pass != LanePass.Probe;

    private void Open(TimeSpan? asked, DateTimeOffset now)
    {
        if (State == BreakerState.Closed)
            _openedAt = now;
        State = BreakerState.Open;
        var pause = First * Math.Pow(2, Math.Min(_openings, 10));
        _openings++;
        pause = jitter.Around(pause < Longest ? pause : Longest, Share);
        var least = asked is not { } wish ? TimeSpan.Zero : wish < LongestAsked ? wish : LongestAsked;
        OpenUntil = now + (pause > least ? pause : least);
    }
}
