using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Orleans.TestingHost;

namespace FeishuOrleans.Grains.Tests.Takeover;

public sealed class FailoverTests
{
    private const int Accounts = 24;

    [Fact]
    public async Task SilosStoppedAndKilled_RemindersAlone_BringEveryAccountToTheSurvivor()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 3 });
        var before = await AddAccountsAsync(cluster);
        var survivor = cluster.Silos[0];
        var (stopped, killed) = (cluster.Silos[1], cluster.Silos[2]);
        var lost = before.Where(status => status.Silo != survivor.Name).ToArray();
        Assert.All([stopped, killed], silo => Assert.Contains(before, status => status.Silo == silo.Name));
        var transitions = cluster.Transitions.Items.Count;

        await cluster.Inner.StopSiloAsync(stopped).Within();
        await cluster.Inner.KillSiloAsync(killed).Within();
        await Task.WhenAll(lost.Select(status => cluster.Reminders.WaitForArmedAsync(status.AccountId, survivor.SiloAddress)));
        Assert.DoesNotContain(cluster.Transitions.Items.Skip(transitions), IsConnected);
        await cluster.PassTimeUntilAsync(Task.WhenAll(lost.Select(status => cluster.ConnectedAsync(status.AccountId, transitions))));

        foreach (var old in lost)
            AssertMoved(old, await AccountCluster.StatusAsync(cluster.Account(old.AccountId)), survivor);
        Assert.All(before, status => Assert.Equal(1, cluster.Simulator.Platform.App(status.AppId).LiveConnections));
    }

    [Fact]
    public async Task AllSilosGone_Sweep_BringsEveryAccountBackAtOnceWithWhatWasKnown()
    {
        await using var first = await AccountCluster.StartAsync();
        var before = await AddAccountsAsync(first);
        await first.StopSilosAsync();
        foreach (var app in first.Simulator.Platform.Apps)
            app.Faults.BotInfo.Set(new Feishu.Simulator.Faults.ApiFault { Code = 99 });

        await using var second = await AccountCluster.StartAsync(first.Setup with { Sweeps = true, Simulator = first.Simulator });
        await Task.WhenAll(before.Select(status => second.ConnectedAsync(status.AccountId)));

        foreach (var old in before)
            AssertMoved(old, await AccountCluster.StatusAsync(second.Account(old.AccountId)), second.Silos[0]);
    }

    private static void AssertMoved(AccountStatus before, AccountStatus now, InProcessSiloHandle to)
    {
        Assert.Equal((ConnectionPhase.Connected, to.Name), (now.Phase, now.Silo));
        Assert.Equal(before.Identity, now.Identity);
        Assert.True(now.Epoch > before.Epoch, $"{now.AccountId}: epoch {before.Epoch}, then {now.Epoch}");
    }

    private static bool IsConnected(AccountTransition one) => one.Transition.To is Feishu.Client.Supervision.Connected;

    private static async Task<AccountStatus[]> AddAccountsAsync(AccountCluster cluster)
    {
        await Task.WhenAll(Enumerable.Range(1, Accounts).Select(async number =>
        {
            await cluster.AddConnectedAsync($"a{number}", number);
            await cluster.StoredAsync($"a{number}", static state => state.Identity is not null, "identity");
            await cluster.Reminders.Events
                .FirstAsync(one => one is Orleans.Reminders.Diagnostics.ReminderEvents.Registered && one.GrainId.Key.ToString() == $"a{number}")
                .Within(what: $"the reminder of a{number}");
        }));
        return await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => AccountCluster.StatusAsync(cluster.Account($"a{number}"))));
    }
}
