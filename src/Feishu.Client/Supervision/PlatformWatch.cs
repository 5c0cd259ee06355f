namespace Feishu.Client.Supervision;

/// <summary>
/// What all connections of a process see of the platform together: whether many fail at once, so that they must not
/// come back in step, and whether discovery works again after it had failed for all.
/// </summary>
public sealed class PlatformWatch
{
    /// <summary>Failures within <see cref="CrowdWindow"/> that make a crowd.</summary>
    public const int CrowdSize = 50;

    /// <summary>Discovery failures in a row, of whatever accounts, after which a success counts as recovery.</summary>
    public const int OutageSize = 10;

    /// <summary>How close together failures must be to make a crowd.</summary>
    public static readonly TimeSpan CrowdWindow = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<IRecoveryListener> _listeners = [];
    private readonly Queue<DateTimeOffset> _failures = new(CrowdSize);
    private int _outageFailures;

    /// <summary>Counts a failure.</summary>
    internal void ReportFailure(ConnectionFailure failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (failure.IsOutage)
                _outageFailures++;
            if (_failures.Count == CrowdSize)
                _failures.Dequeue();
            _failures.Enqueue(now);
        }
    }

    /// <summary>Discovery gave a ticket. After an outage this wakes everyone who waits; the ramp spreads them.</summary>
    internal void ReportDiscovered()
    {
        IRecoveryListener[] woken = [];
        lock (_gate)
        {
            if (_outageFailures >= OutageSize)
                woken = [.. _listeners];
            _outageFailures = 0;
        }

        foreach (var listener in woken)
            listener.OnPlatformRecovered();
    }

    internal void Add(IRecoveryListener listener)
    {
        lock (_gate)
            _listeners.Add(listener);
    }

    internal void Remove(IRecoveryListener listener)
    {
        lock (_gate)
            _listeners.Remove(listener);
    }

    /// <summary>Whether a failure at this moment would be one of a crowd.</summary>
    internal bool Crowded(DateTimeOffset now)
    {
        lock (_gate)
            return _failures.Count == CrowdSize && now - _failures.Peek() <= CrowdWindow;
    }
}
