using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Grains.Takeover;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Takeover;

/// <summary>The keeper brings accounts back without a reminder: no time passes for accounts here.</summary>
public sealed class KeeperTests
{
    private const int Accounts = 24;

    [Fact]
    public async Task Add_ThreeSilos_EachAccountLivesWhereItFalls()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 3 });

        var statuses = await AddAccountsAsync(cluster);

        var members = cluster.Silos.Select(static silo => new ClusterMember(silo.SiloAddress, SiloStatus.Active, silo.Name)).ToArray();
        Assert.All(statuses, status => Assert.Equal(Rendezvous.Choose(status.AccountId, members)!.Name, status.Silo));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SiloGone_TheOthersHaveItsAccountsAtOnceAndKeepTheirOwn(bool isKilled)
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 3, Sweeps = true });
        var before = await AddAccountsAsync(cluster);
        var gone = cluster.Silos[1];
        var lost = before.Where(status => status.Silo == gone.Name).ToArray();
        Assert.NotEmpty(lost);
        var transitions = cluster.Transitions.Items.Count;

        await (isKilled ? cluster.Inner.KillSiloAsync(gone) : cluster.Inner.StopSiloAsync(gone)).Within(what: "the silo to be gone");
        await Task.WhenAll(lost.Select(status => cluster.ConnectedAsync(status.AccountId, transitions)));

        foreach (var old in before)
        {
            var now = await AccountCluster.StatusAsync(cluster.Account(old.AccountId));
            Assert.Equal((ConnectionPhase.Connected, old.Identity), (now.Phase, now.Identity));
            Assert.Equal(old.Silo == gone.Name, now.Epoch > old.Epoch);
            Assert.Equal(old.Silo != gone.Name, now.Silo == old.Silo);
        }
    }

    private static async Task<AccountStatus[]> AddAccountsAsync(AccountCluster cluster)
    {
        await Task.WhenAll(Enumerable.Range(1, Accounts).Select(async number =>
        {
            await cluster.AddConnectedAsync($"a{number}", number);
            await cluster.StoredAsync($"a{number}", static state => state.Identity is not null, "identity");
        }));
        return await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => AccountCluster.StatusAsync(cluster.Account($"a{number}"))));
    }
}
