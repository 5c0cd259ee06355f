using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Reads the states of many accounts.</summary>
internal static class AccountQuery
{
    private const int PageSize = 1000;

    /// <summary>All accounts of the cluster, ordered by id.</summary>
    public static async Task<AccountStatus[]> AllAsync(ClusterConnection cluster, CancellationToken cancellationToken)
    {
        var accounts = new List<AccountStatus>();
        string? after = null;
        do
        {
            var page = await cluster.ListAsync(after, PageSize, cancellationToken);
            accounts.AddRange(page.Accounts);
            after = page.Next;
        }
        while (after is not null);

        return [.. accounts];
    }

    /// <summary>Those of the named accounts that exist, ordered by id.</summary>
    public static async Task<AccountStatus[]> SomeAsync(
        ClusterConnection cluster, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var replies = await Task.WhenAll(ids.Order(StringComparer.Ordinal).Select(
            id => cluster.AskAsync(id, account => account.GetStatusAsync(), cancellationToken)));
        return [.. replies.Where(reply => reply.Refusal?.Kind != RefusalKind.UnknownAccount).Select(reply => reply.StatusOrFail())];
    }
}
