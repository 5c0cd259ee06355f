namespace Feishu.Client.Events;

/// <summary>
/// Deadlines of acknowledgements. Events that arrive within a hundredth of a second share one, of the process's
/// connections together: a timer for each would be most of what a timer queue of the process does. Thread-safe.
/// </summary>
internal sealed class AckDeadlines(TimeProvider time)
{
    private static readonly TimeSpan Width = TimeSpan.FromMilliseconds(10);

    private volatile Shared? _newest;

    /// <summary>Cancelled <see cref="EventReceiver.AckDeadline"/> after the arrival, or up to a hundredth of a second before.</summary>
    /// <param name="arrival">Timestamp of the arrival.</param>
    public CancellationToken For(long arrival)
    {
        var newest = _newest;
        if (newest is not null && arrival >= newest.Since && time.GetElapsedTime(newest.Since, arrival) < Width)
            return newest.Token;
        var made = new Shared(arrival, Start(arrival));
        // What arrived before the newest was made has its own: the newest would be too late for it.
        if (newest is null || arrival > newest.Since)
            _newest = made;
        return made.Token;
    }

    // Never disposed: it fires, and is forgotten with the last event that it was for.
    private CancellationToken Start(long arrival)
    {
        var left = EventReceiver.AckDeadline - time.GetElapsedTime(arrival);
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time).Token;
    }

    private sealed record Shared(long Since, CancellationToken Token);
}
