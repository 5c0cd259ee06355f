namespace Feishu.Client.Supervision;

/// <summary>
/// What all connections of a process see of the platforms together: whether many fail at once, so that they must not
/// come back in step; whether discovery fails for all, so that one probe is enough; and whether it works again after that.
/// </summary>
public sealed class PlatformWatch
{
    /// <summary>Failures within <see cref="CrowdWindow"/> that make a crowd.</summary>
    public const int CrowdSize = 50;

    /// <summary>Discovery failures in a row after which a success counts as recovery; of as many accounts, they make an outage.</summary>
    public const int OutageSize = 10;

    /// <summary>Discovery failures in a row, of whatever accounts, from which on a platform counts as out of reach.</summary>
    public const int TroubleSize = 3;

    /// <summary>A platform that nobody has tried for this long does not count as out of reach: the accounts may be stopped.</summary>
    public static readonly TimeSpan TroubleMemory = TimeSpan.FromMinutes(5);

    /// <summary>How close together failures must be to make a crowd.</summary>
    public static readonly TimeSpan CrowdWindow = TimeSpan.FromSeconds(10);

    /// <summary>During an outage one account tries, whichever is due first, and then none for this long.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<IFleetListener> _listeners = [];
    private readonly Queue<DateTimeOffset> _failures = new(CrowdSize);
    private readonly Dictionary<Uri, PlatformOutage> _outages = [];

    /// <summary>The platforms on which discovery works for nobody.</summary>
    public IReadOnlyList<PlatformTrouble> TroublesAt(DateTimeOffset now)
    {
        lock (_gate)
            return [.. _outages.Select(outage => outage.Value.TroubleAt(now, outage.Key)).OfType<PlatformTrouble>()];
    }

    /// <summary>Counts a failure.</summary>
    internal void ReportFailure(FeishuAccount account, ConnectionFailure failure, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (failure.IsOutage)
                OutageOf(account).Add(account.Id, failure.Detail, now);
            if (_failures.Count == CrowdSize)
                _failures.Dequeue();
            _failures.Enqueue(now);
        }
    }

    /// <summary>Discovery gave a ticket. After an outage this wakes everyone who waits; the ramp spreads them.</summary>
    internal void ReportDiscovered(FeishuAccount account)
    {
        IFleetListener[] woken = [];
        lock (_gate)
        {
            if (_outages.Remove(account.BaseAddress, out var outage) && outage.CanRecover)
                woken = [.. _listeners];
        }

        foreach (var listener in woken)
            listener.OnPlatformRecovered(account.BaseAddress);
    }

    /// <summary>Whether an attempt that is due may begin. During an outage only the one that is the probe may.</summary>
    internal bool TryAttempt(FeishuAccount account, DateTimeOffset now)
    {
        lock (_gate)
            return !_outages.TryGetValue(account.BaseAddress, out var outage) || outage.TryAttempt(now);
    }

    /// <summary>Tells everyone that the ramp has another rate.</summary>
    internal void TellPaceChanged()
    {
        IFleetListener[] told;
        lock (_gate)
            told = [.. _listeners];
        foreach (var listener in told)
            listener.OnPaceChanged();
    }

    internal void Add(IFleetListener listener)
    {
        lock (_gate)
            _listeners.Add(listener);
    }

    internal void Remove(IFleetListener listener)
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

    private PlatformOutage OutageOf(FeishuAccount account) =>
        _outages.TryGetValue(account.BaseAddress, out var outage) ? outage : _outages[account.BaseAddress] = new PlatformOutage();
}
