using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Takeover;
using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Directory;

/// <summary>Lists accounts: the directory says which there are, the silos say how those they carry are doing.</summary>
[GrainType("feishu-account-directory")]
[StatelessWorker]
internal sealed class AccountDirectoryGrain(SiloReports reports) : Grain, IAccountDirectory
{
    private const int MaxLimit = 1000;

    public async Task<AccountPage> ListAsync(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        var entries = await ReadEntriesAsync(after, limit);
        var through = entries.Length == limit ? entries[^1].AccountId : null;
        var carried = await reports.CollectAsync(after, through);
        return AccountListing.Merge(entries, carried, limit);
    }

    private async Task<DirectoryEntry[]> ReadEntriesAsync(string? after, int limit)
    {
        try
        {
            var pages = await Task.WhenAll(Enumerable.Range(0, Partition.Count)
                .Select(number => GrainFactory.GetGrain<IDirectoryPartition>(number).ListAsync(after, limit)));
            return [.. pages.SelectMany(static page => page).OrderBy(static entry => entry.AccountId, StringComparer.Ordinal).Take(limit)];
        }
        catch (OrleansException failure)
        {
            // Goes to a person's screen, and a client may not know the type of what is inside.
            throw new OrleansException($"The directory of accounts could not be read: {failure.Explain()}. Try again; if it lasts, look at the storage and the silo's log.");
        }
    }
}
