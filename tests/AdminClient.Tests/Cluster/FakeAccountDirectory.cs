using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>Pages over <see cref="FakeAccounts"/>.</summary>
internal sealed class FakeAccountDirectory(FakeAccounts accounts) : Grain, IAccountDirectory
{
    public Task<AccountPage> ListAsync(string? after, int limit)
    {
        if (limit is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "1 to 1,000");
        var rest = accounts.Ordered.Where(status => string.CompareOrdinal(status.AccountId, after) > 0).ToArray();
        var page = rest.Take(limit).ToArray();
        return Task.FromResult(new AccountPage(page, page.Length < rest.Length ? page[^1].AccountId : null));
    }
}
