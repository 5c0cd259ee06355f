namespace Feishu.Client.Supervision;

/// <summary>What discovery on one platform came to since it last gave a ticket.</summary>
internal sealed class PlatformOutage
{
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    private int _failures;
    private DateTimeOffset _probeAt;

    /// <summary>Enough failures for a success to count as recovery.</summary>
    public bool CanRecover => _failures >= PlatformWatch.OutageSize;

    public void Add(string accountId)
    {
        _failures++;
        if (_accounts.Count < PlatformWatch.OutageSize)
            _accounts.Add(accountId);
    }

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
