using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Directory;

public sealed class DirectoryTests
{
    [Fact]
    public async Task List_ManyAccounts_PagesInOrdinalOrder()
    {
        await using var cluster = await AccountCluster.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 25).Select(static number => $"a{number}").Append("a-1").Append("a.1").Append("01").Append("1")];
        await Task.WhenAll(ids.Select((id, number) => cluster.Account(id).AddAsync(cluster.Registration(number + 1, enabled: false)))).Within();

        var listed = new List<string>();
        var pages = 0;
        for (var (after, done) = ((string?)null, false); !done; pages++)
        {
            var page = await cluster.Directory.ListAsync(after, 10).Within();
            listed.AddRange(page.Accounts.Select(static status => status.AccountId));
            (after, done) = (page.Next, page.Next is null);
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task List_LimitOutOfRange_Throws(int limit)
    {
        await using var cluster = await AccountCluster.StartAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => cluster.Directory.ListAsync(null, limit).Within());
    }

    [Fact]
    public async Task List_SeveralSilos_ShowsWhatEachOwnerKnows()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        // Placement is random: with this many accounts it is not one run in 10,000 that leaves a silo without one.
        const int Accounts = 16;
        await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => cluster.AddConnectedAsync($"a{number}", number)));

        var page = await cluster.Directory.ListAsync(null, 100).Within();

        Assert.Equal(Accounts, page.Accounts.Length);
        Assert.All(page.Accounts, static status => Assert.Equal(ConnectionPhase.Connected, status.Phase));
        Assert.Equal(2, page.Accounts.Select(static status => status.Silo).Distinct().Count());
    }

    [Fact]
    public async Task Entry_WithoutAccount_IsRemovedWhenSomebodyLooks()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var partition = cluster.SiloGrains.GetGrain<IDirectoryPartition>(Partition.Of("ghost"));
        await partition.PutAsync(new DirectoryEntry("ghost", cluster.App().AppId, "feishu", WantedPhase.Running, DateTimeOffset.UtcNow, AccountOrigin.Operator)).Within();

        await cluster.Account("ghost").EnsureAsync().Within();

        Assert.Empty(await partition.ListAsync(null, 10).Within());
    }

    [Fact]
    public async Task Claim_OfAnAccountThatIsNone_IsTakenOver()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var registration = cluster.Registration(enabled: false);
        var key = $"{cluster.Simulator.Address.GetLeftPart(UriPartial.Authority)} {registration.AppId}";
        await cluster.SiloGrains.GetGrain<IAppClaims>(Partition.Of(key)).ClaimAsync(key, "ghost").Within();

        var reply = await cluster.Account("a1").AddAsync(registration).Within();

        Assert.Null(reply.Refusal);
    }

    [Fact]
    public async Task Claim_LostOrNeverMade_IsMadeByTheAccountThatHasTheApp()
    {
        await using var first = await AccountCluster.StartAsync();
        await first.AddConnectedAsync("a1");
        await first.StopSilosAsync();
        foreach (var key in first.Rows.Rows.Keys.Where(static key => key.StateName == "app-claims"))
            first.Rows.Rows.TryRemove(key, out _);
        var mark = first.Rows.Writes.Items.Count;

        await using var second = await AccountCluster.StartAsync(first.Setup with { Sweeps = true, Simulator = first.Simulator });
        await second.Rows.Writes.FirstAsync(static write => write.StateName == "app-claims", mark).Within(what: "the claim");
        var reply = await second.Account("a2").AddAsync(second.Registration()).Within();

        Assert.Equal(RefusalKind.DuplicateApp, reply.Refusal!.Kind);
    }

    [Fact]
    public async Task List_DirectoryUnreadable_SaysSo()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.Logs.Announce(static line => line.Category.EndsWith(nameof(FaultyStorage), StringComparison.Ordinal));
        cluster.Faults.Fail(static call => call.StateName == "directory");

        var failure = await Assert.ThrowsAsync<OrleansException>(() => cluster.Directory.ListAsync(null, 10).Within());

        Assert.StartsWith("The directory of accounts could not be read: The disk is on fire.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_TwoSilos_CountsTheirAccounts()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
        await Task.WhenAll(Enumerable.Range(1, 6).Select(number => cluster.AddConnectedAsync($"a{number}", number)));
        await cluster.Account("a9").AddAsync(cluster.Registration(9, enabled: false)).Within();

        var overview = await cluster.Overview.GetOverviewAsync().Within();

        Assert.Equal("feishu-tests", overview.ServiceId);
        Assert.Equal(cluster.Silos.Select(static silo => silo.Name).Order(StringComparer.Ordinal), overview.Silos.Select(static silo => silo.Name));
        Assert.All(overview.Silos, static silo => Assert.Equal("active", silo.Status));
        Assert.All(overview.Silos, static silo => Assert.NotNull(silo.Version));
        Assert.Equal((7, 6), (overview.Silos.Sum(static silo => silo.Accounts), overview.Silos.Sum(static silo => silo.Connected)));
    }
}
