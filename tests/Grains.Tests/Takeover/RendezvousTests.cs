using System.Net;
using FeishuOrleans.Grains.Takeover;

namespace FeishuOrleans.Grains.Tests.Takeover;

public sealed class RendezvousTests
{
    private static readonly string[] Accounts = [.. Enumerable.Range(1, 3_000).Select(static number => $"account-{number}")];

    [Fact]
    public void Choose_NoSilo_IsNull() => Assert.Null(Rendezvous.Choose("a1", []));

    [Fact]
    public void Choose_ThreeSilos_EachHasAThird()
    {
        var shares = Shares(Silos(1, 2, 3));

        Assert.All(shares, static share => Assert.InRange(share.Count(), 900, 1_100));
    }

    [Fact]
    public void Choose_OneSiloGone_OnlyItsAccountsMoveAndTheOthersShareThem()
    {
        var before = Accounts.ToDictionary(static id => id, static id => Rendezvous.Choose(id, Silos(1, 2, 3))!.Name);
        var after = Accounts.ToDictionary(static id => id, static id => Rendezvous.Choose(id, Silos(1, 3))!.Name);

        Assert.All(Accounts.Where(id => before[id] != "silo-2"), id => Assert.Equal(before[id], after[id]));
        Assert.All(
            Accounts.Where(id => before[id] == "silo-2").GroupBy(id => after[id]).ToArray(),
            static share => Assert.InRange(share.Count(), 400, 600));
    }

    [Fact]
    public void Choose_SiloBackUnderAnotherAddress_HasTheSameAccounts()
    {
        ClusterMember[] again = [.. Silos(1, 3), Silo(2, generation: 99)];

        Assert.All(Accounts, id => Assert.Equal(Rendezvous.Choose(id, Silos(1, 2, 3))!.Name, Rendezvous.Choose(id, again)!.Name));
    }

    [Fact]
    public void Choose_KnownAccount_FallsWhereEveryReleaseSaysItFalls() =>
        Assert.Equal("silo-1", Rendezvous.Choose("cli_a1b2c3", Silos(1, 2, 3))!.Name);

    private static IEnumerable<IGrouping<string, string>> Shares(ClusterMember[] silos) =>
        Accounts.GroupBy(id => Rendezvous.Choose(id, silos)!.Name);

    private static ClusterMember[] Silos(params int[] numbers) => [.. numbers.Select(static number => Silo(number))];

    private static ClusterMember Silo(int number, int generation = 1) =>
        new(SiloAddress.New(IPAddress.Loopback, 11111 + number, generation), SiloStatus.Active, $"silo-{number}");
}
