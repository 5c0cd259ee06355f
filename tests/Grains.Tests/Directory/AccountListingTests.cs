using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Tests.Directory;

public sealed class AccountListingTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Merge_EntryWithoutOwner_IsConnectingOrStopped()
    {
        var page = AccountListing.Merge([Entry("a"), Entry("b") with { Wanted = WantedPhase.Stopped }], [], 10);

        Assert.Equal([ConnectionPhase.Connecting, ConnectionPhase.Stopped], page.Accounts.Select(static status => status.Phase));
        Assert.All(page.Accounts, static status => Assert.Null(status.Silo));
        Assert.Null(page.Next);
    }

    [Fact]
    public void Merge_TwoSilosReport_TheNewerOwnerIsShown()
    {
        var page = AccountListing.Merge([Entry("a")], [Report("a", 2, "old"), Report("a", 3, "new")], 10);

        Assert.Equal("new", Assert.Single(page.Accounts).Silo);
    }

    [Fact]
    public void Merge_ReportWithoutEntry_IsShownAllTheSame()
    {
        var page = AccountListing.Merge([Entry("b")], [Report("a", 1, "silo")], 10);

        Assert.Equal(["a", "b"], page.Accounts.Select(static status => status.AccountId));
    }

    [Fact]
    public void Merge_OwnerThatCannotRead_ShowsTheObstacle()
    {
        var obstacle = new AccountFault("storage", null, "broken", "mend it");

        var page = AccountListing.Merge([Entry("a")], [new AccountReport("a", null, obstacle), new AccountReport("nobody", null, obstacle)], 10);

        Assert.Equal(obstacle, Assert.Single(page.Accounts).Fault);
    }

    [Fact]
    public void Merge_MoreThanTheLimit_NamesTheNextPage()
    {
        var page = AccountListing.Merge([Entry("a"), Entry("c")], [Report("b", 1, "silo")], 2);

        Assert.Equal(["a", "b"], page.Accounts.Select(static status => status.AccountId));
        Assert.Equal("b", page.Next);
    }

    [Theory]
    [InlineData("a1", 53)]
    [InlineData("support-bot", 61)]
    [InlineData("https://open.feishu.cn cli_0123456789abcdef", 26)]
    public void Partition_OfAKey_NeverChanges(string key, int expected) => Assert.Equal(expected, Partition.Of(key));

    private static DirectoryEntry Entry(string id) =>
        new(id, "cli_0000000000000001", "feishu", WantedPhase.Running, Since, AccountOrigin.Operator);

    private static AccountReport Report(string id, long epoch, string silo) => new(id, new AccountStatus
    {
        AccountId = id,
        AppId = "cli_0000000000000001",
        Domain = "feishu",
        Wanted = WantedPhase.Running,
        Origin = AccountOrigin.Operator,
        Phase = ConnectionPhase.Connected,
        Since = Since,
        Epoch = epoch,
        Silo = silo,
    }, null);
}
