namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>All accounts of the cluster. The key is 0; the grain is a stateless reader over directory and silos.</summary>
[Alias("feishu.IAccountDirectory")]
[GrainInterfaceType("feishu.account-directory")]
public interface IAccountDirectory : IGrainWithIntegerKey
{
    /// <summary>Accounts in ordinal order of their ids, beginning after <paramref name="after"/>.</summary>
    /// <param name="after">Last id of the previous page, or null for the first page.</param>
    /// <param name="limit">At most this many, 1 to 1,000.</param>
    [Alias("List")]
    Task<AccountPage> ListAsync(string? after, int limit);
}
