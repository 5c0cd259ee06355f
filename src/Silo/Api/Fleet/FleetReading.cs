using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>All accounts as they were at one moment. Immutable. An account that did not change since the reading before is the
/// same object, so that two readings are compared at the price of their references.</summary>
internal sealed class FleetReading
{
    private static readonly AccountCounters NoCounts = new();

    private readonly Dictionary<string, AccountStatus> _accounts;

    private FleetReading(Dictionary<string, AccountStatus> accounts, string? trouble) => (_accounts, Trouble) = (accounts, trouble);

    public static FleetReading Empty { get; } = new([], null);

    public int Count => _accounts.Count;

    /// <summary>Why this is what was known before and not how things are; null when it is.</summary>
    public string? Trouble { get; }

    /// <summary>The reading that follows this one.</summary>
    public FleetReading Next(IEnumerable<AccountStatus> accounts)
    {
        var next = new Dictionary<string, AccountStatus>(_accounts.Count, StringComparer.Ordinal);
        foreach (var account in accounts)
            next[account.AccountId] = _accounts.TryGetValue(account.AccountId, out var before) && IsSame(before, account) ? before : account;
        return new FleetReading(next, null);
    }

    /// <summary>The same accounts, because they could not be read.</summary>
    public FleetReading Failed(string trouble) => new(_accounts, trouble);

    /// <summary>Accounts that another reading does not have, or has otherwise.</summary>
    public IEnumerable<AccountStatus> ChangedSince(FleetReading before) =>
        _accounts.Values.Where(account => !ReferenceEquals(before._accounts.GetValueOrDefault(account.AccountId), account));

    /// <summary>Ids of the accounts that only another reading has.</summary>
    public IEnumerable<string> RemovedSince(FleetReading before) => before._accounts.Keys.Where(id => !_accounts.ContainsKey(id));

    private static bool IsSame(AccountStatus before, AccountStatus now) =>
        before.Warnings.AsSpan().SequenceEqual(now.Warnings) && WithoutMotion(before) == WithoutMotion(now);

    /// <summary>Frames and counters move all the time, and are no change. Warnings are an array, which records compare by reference.</summary>
    private static AccountStatus WithoutMotion(AccountStatus status) => status with
    {
        Warnings = [],
        Counters = NoCounts,
        Connection = status.Connection is { } connection ? connection with { LastFrameAt = default, PingRoundTripMs = null } : null,
    };
}
