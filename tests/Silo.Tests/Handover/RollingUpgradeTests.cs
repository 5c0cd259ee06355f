using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Handover;

/// <summary>Silos of two builds in one cluster, as during an upgrade: this one's and the one of the commit before.</summary>
[Collection(ProcessTests.Name)]
public sealed class RollingUpgradeTests
{
    private const int Accounts = 20, PerSecond = 20;

    [Fact]
    public async Task PreviousCommitAndThisOne_FormOneClusterAndAccountsMoveBothWays()
    {
        Assert.SkipUnless(await PreviousBuild.HasHistoryAsync(), "This checkout has no commit before its own to build: fetch one more ('git fetch --deepen=1').");
        await using var previous = await PreviousBuild.CreateAsync();
        await using var rig = await ClusterRig.StartAsync(Accounts);
        SiloPorts[] ports = [SiloPorts.Free(), SiloPorts.Free()];

        await using var older = await rig.StartOtherSiloAsync(ports[0], previous.Silo);
        await rig.ConnectedAsync();
        rig.Push(PerSecond);
        await using var newer = await rig.StartSiloAsync(ports[1]);
        await rig.SharedAsync(newer, silos: 2);
        Assert.Equal(0, await older.TerminateAsync());
        await rig.UntilAsync(newer, static all => all.Length == 1 && all[0].GetProperty("connected").GetInt32() == Accounts, "this build's silo to carry all");
        await using var again = await rig.StartOtherSiloAsync(ports[0], previous.Silo);
        await rig.SharedAsync(newer, silos: 2);
        Assert.Equal(0, await newer.TerminateAsync());
        await rig.UntilAsync(again, static all => all.Length == 1 && all[0].GetProperty("connected").GetInt32() == Accounts, "the previous build's silo to carry all");

        await rig.CheckAsync();
    }
}
