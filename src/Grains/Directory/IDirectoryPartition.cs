namespace FeishuOrleans.Grains.Directory;

/// <summary>The entries of the accounts whose ids fall into one partition. The key is its number.</summary>
[Alias("feishu.IDirectoryPartition")]
[GrainInterfaceType("feishu.directory-partition")]
internal interface IDirectoryPartition : IGrainWithIntegerKey
{
    /// <summary>Adds or replaces an entry. Idempotent.</summary>
    [Alias("Put")]
    Task PutAsync(DirectoryEntry entry);

    /// <summary>Takes an entry out, if it is there.</summary>
    [Alias("Remove")]
    Task RemoveAsync(string accountId);

    /// <summary>At most <paramref name="limit"/> entries in ordinal order of their ids, beginning after <paramref name="after"/>.</summary>
    [Alias("List")]
    Task<DirectoryEntry[]> ListAsync(string? after, int limit);
}
