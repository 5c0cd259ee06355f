using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>Finds what changed between two looks. Counters and the time of the last frame move all the time and are no change.</summary>
internal sealed class ChangeDetector
{
    private Dictionary<string, AccountStatus> _last = [];

    /// <summary>Changes since the call before; at first every account is one.</summary>
    public IReadOnlyList<AccountChange> Next(IReadOnlyList<AccountStatus> accounts)
    {
        var now = accounts.ToDictionary(account => account.AccountId, StringComparer.Ordinal);
        var changes = new List<AccountChange>();
        foreach (var id in _last.Keys.Where(id => !now.ContainsKey(id)))
            changes.Add(new AccountChange(id, null));
        foreach (var account in accounts)
        {
            if (!_last.TryGetValue(account.AccountId, out var before) || !SameFor(before, account))
                changes.Add(new AccountChange(account.AccountId, account));
        }

        _last = now;
        return changes;
    }

    private static bool SameFor(AccountStatus before, AccountStatus now) =>
        before.Warnings.SequenceEqual(now.Warnings, StringComparer.Ordinal)
        && WithoutMotion(before) == WithoutMotion(now);

    /// <summary>Warnings are an array, which records compare by reference.</summary>
    private static AccountStatus WithoutMotion(AccountStatus status) => status with
    {
        Warnings = [],
        Connection = null,
        Counters = NoCounts,
        Delivery = null,
        Identity = status.Identity is { } identity ? identity with { VerifiedAt = default } : null,
    };

    private static readonly AccountCounters NoCounts = new();
}
