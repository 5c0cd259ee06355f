namespace FeishuOrleans.Grains.Directory;

[GrainType("feishu-directory-partition")]
internal sealed class DirectoryPartitionGrain([PersistentState("directory")] IPersistentState<DirectoryState> state)
    : Grain, IDirectoryPartition
{
    private DirectoryEntry[] Entries => state.State.Entries;

    public Task PutAsync(DirectoryEntry entry) => Entries.Contains(entry)
        ? Task.CompletedTask
        : state.SaveAsync(new DirectoryState
        {
            Entries = [.. Without(entry.AccountId).Append(entry).OrderBy(static one => one.AccountId, StringComparer.Ordinal)],
        });

    public Task RemoveAsync(string accountId) => Entries.Any(entry => entry.AccountId == accountId)
        ? state.SaveAsync(new DirectoryState { Entries = [.. Without(accountId)] })
        : Task.CompletedTask;

    public Task<DirectoryEntry[]> ListAsync(string? after, int limit) => Task.FromResult(Entries
        .SkipWhile(entry => string.CompareOrdinal(entry.AccountId, after) <= 0)
        .Take(limit)
        .ToArray());

    private IEnumerable<DirectoryEntry> Without(string accountId) => Entries.Where(entry => entry.AccountId != accountId);
}
