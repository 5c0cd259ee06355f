namespace Feishu.Client.Supervision;

/// <summary>What discovery on one platform came to since it last gave a ticket.</summary>
internal sealed class PlatformOutage
{
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    private int _failures;
    private DateTimeOffset _probeAt, _firstAt, _lastAt;
    private string _detail = "";

    /// <summary>Enough failures for a success to count as recovery.</summary>
    public bool CanRecover => _failures >= PlatformWatch.OutageSize;

    public void Add(string accountId, string detail, DateTimeOffset now)
    {
        if (_failures++ == 0)
            _firstAt = now;
        (_lastAt, _detail) = (now, detail);
        if (_accounts.Count < PlatformWatch.OutageSize)
            _accounts.Add(accountId);
    }

    /// <summary>What is to be told of it; null before it is certain, and when nobody has tried for so long that it may be over.</summary>
    public PlatformTrouble? TroubleAt(DateTimeOffset now, Uri platform) =>
        _failures >= PlatformWatch.TroubleSize && now - _lastAt <= PlatformWatch.TroubleMemory ? new PlatformTrouble(platform, _firstAt, _failures, _detail) : null;

    /// <summary>One attempt each <see cref="PlatformWatch.ProbeInterval"/> once the failures are those of many accounts; before that, all.</summary>
    public bool TryAttempt(DateTimeOffset now)
    {
        if (_accounts.Count < PlatformWatch.OutageSize)
            return true;
        if (now < _probeAt)
            return false;
        _probeAt = now + PlatformWatch.ProbeInterval;
        return true;
    }
}
