using System.Collections.Immutable;

namespace FeishuOrleans.Grains.Directory;

[GrainType("feishu-directory-partition")]
internal sealed class DirectoryPartitionGrain([PersistentState("directory")] IPersistentState<DirectoryState> state)
    : Grain, IDirectoryPartition
{
    // What came from storage is sorted by culture; ids are sorted by their characters.
    private ImmutableSortedDictionary<string, DirectoryEntry> Entries =>
        state.State.Entries.WithComparers(StringComparer.Ordinal);

    public Task PutAsync(DirectoryEntry entry) =>
        Entries.TryGetValue(entry.AccountId, out var known) && known == entry
            ? Task.CompletedTask
            : SaveAsync(Entries.SetItem(entry.AccountId, entry));

    public Task RemoveAsync(string accountId) =>
        Entries.ContainsKey(accountId) ? SaveAsync(Entries.Remove(accountId)) : Task.CompletedTask;

    public Task<DirectoryEntry[]> ListAsync(string? after, int limit) => Task.FromResult(Entries.Values
        .SkipWhile(entry => string.CompareOrdinal(entry.AccountId, after) <= 0)
        .Take(limit)
        .ToArray());

    private async Task SaveAsync(ImmutableSortedDictionary<string, DirectoryEntry> entries)
    {
        var before = state.State;
        state.State = new DirectoryState { Entries = entries };
        try
        {
            await state.WriteStateAsync();
        }
        catch (OrleansException)
        {
            // Memory shows what storage confirmed; the caller is told and tries again.
            state.State = before;
            throw;
        }
    }
}
