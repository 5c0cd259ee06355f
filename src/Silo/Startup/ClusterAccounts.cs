using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Startup;

/// <summary>The accounts as grains.</summary>
internal sealed class ClusterAccounts(IGrainFactory grains) : IClusterAccounts
{
    private const int PageSize = 500;

    public Task<AccountReply> DeclareAsync(string accountId, AccountDeclaration declaration) =>
        grains.GetGrain<IAccountGrain>(accountId).DeclareAsync(declaration);

    public Task<AccountReply> MarkUndeclaredAsync(string accountId, long revision) =>
        grains.GetGrain<IAccountGrain>(accountId).MarkUndeclaredAsync(revision);

    public async Task<IReadOnlyList<string>> ListDeclaredAsync(CancellationToken cancellation)
    {
        var directory = grains.GetGrain<IAccountDirectory>(0);
        var declared = new List<string>();
        string? after = null;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await directory.ListAsync(after, PageSize);
            declared.AddRange(page.Accounts.Where(account => account.Origin == AccountOrigin.Declared).Select(account => account.AccountId));
            after = page.Next;
        }
        while (after is not null);

        return declared;
    }
}
