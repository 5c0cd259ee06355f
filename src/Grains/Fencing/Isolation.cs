namespace FeishuOrleans.Grains.Fencing;

/// <summary>
/// How long a silo has been alone. Storage out of reach is no reason to let sockets go: nobody could write that he took over. Silos out
/// of reach are none either: storage says who lives. Only both together leave open what the others decided.
/// </summary>
/// <param name="limit">How long it may be alone.</param>
/// <param name="now">It is not alone yet.</param>
internal sealed class Isolation(TimeSpan limit, DateTimeOffset now)
{
    private DateTimeOffset _lastInTouch = now;
    private bool _isAlone;

    /// <summary>How long it may go on; null while it is not alone. Counts from the last look that found somebody, not from the first that
    /// found nobody: what happened in between is not known.</summary>
    public TimeSpan? Left(DateTimeOffset now) => _isAlone ? TimeSpan.FromTicks(Math.Max(0, (_lastInTouch + limit - now).Ticks)) : null;

    /// <summary>Notes what a look found.</summary>
    /// <param name="begun">When the look began.</param>
    /// <param name="found">What it found.</param>
    public void Note(DateTimeOffset begun, in Surroundings found)
    {
        _isAlone = found.IsAlone;
        if (!_isAlone)
            _lastInTouch = begun;
    }
}
