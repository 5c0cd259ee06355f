namespace FeishuOrleans.Grains.Journal;

/// <summary>Whether events can be kept now. Written by the committer, read by health checks and statuses. Thread-safe.</summary>
public sealed class JournalHealth(TimeProvider time)
{
    private volatile JournalTrouble? _trouble;
    private long _written, _late, _overflowed;

    /// <summary>What is wrong; null while events are kept.</summary>
    public JournalTrouble? Trouble => _trouble;

    /// <summary>Whether events are answered with 500 because they cannot be kept.</summary>
    public bool IsDegraded => _trouble is not null;

    /// <summary>Groups written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Events that waited longer than <see cref="JournalLimits.AppendBudget"/>.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Events refused because too many were waiting.</summary>
    public long Overflowed => Interlocked.Read(ref _overflowed);

    internal void OnWritten()
    {
        Interlocked.Increment(ref _written);
        _trouble = null;
    }

    /// <returns>Whether the trouble is new.</returns>
    internal bool OnFailed(string problem)
    {
        var before = _trouble;
        _trouble = before is null ? new JournalTrouble(problem, time.GetUtcNow(), 1) : before with { Problem = problem, Failures = before.Failures + 1 };
        return before is null;
    }

    /// <summary>Something else than events could be written: whoever has none to keep would never know that it is over.</summary>
    internal void OnProbed() => _trouble = null;

    internal void OnLate(int events) => Interlocked.Add(ref _late, events);

    internal void OnOverflow() => Interlocked.Increment(ref _overflowed);
}
