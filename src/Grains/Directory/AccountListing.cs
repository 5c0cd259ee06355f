using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Directory;

/// <summary>Puts entries and reports together, as a pure function.</summary>
internal static class AccountListing
{
    public static AccountPage Merge(IReadOnlyCollection<DirectoryEntry> entries, IEnumerable<AccountReport> reports, int limit)
    {
        var carried = reports.GroupBy(static report => report.AccountId).ToDictionary(
            static group => group.Key,
            // While an account moves, two silos may report it: the newer owner is right.
            static group => group.MaxBy(static report => report.Status?.Epoch ?? -1)!,
            StringComparer.Ordinal);
        var statuses = entries.Select(entry => StatusOf(entry, carried.GetValueOrDefault(entry.AccountId)))
            // An account whose entry could not be written yet is an account all the same.
            .UnionBy(carried.Values.Select(static report => report.Status).OfType<AccountStatus>(), static status => status.AccountId)
            .OrderBy(static status => status.AccountId, StringComparer.Ordinal)
            .Take(limit)
            .ToArray();
        return new AccountPage(statuses, statuses.Length == limit ? statuses[^1].AccountId : null);
    }

    private static AccountStatus StatusOf(DirectoryEntry entry, AccountReport? report) => report?.Status ?? new AccountStatus
    {
        AccountId = entry.AccountId,
        AppId = entry.AppId,
        Domain = entry.Domain,
        Wanted = entry.Wanted,
        Origin = entry.Origin,
        Phase = entry.Wanted == WantedPhase.Running ? ConnectionPhase.Connecting : ConnectionPhase.Stopped,
        Since = entry.WantedSince,
        Fault = report?.Obstacle,
    };
}
