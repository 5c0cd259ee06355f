using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>Storage that fails is shown and tried again; it never makes an account deaf in silence.</summary>
public sealed class StorageFaultTests
{
    [Fact]
    public async Task Epoch_CannotBeWritten_IsShownAndTheAccountConnectsWhenItCan()
    {
        var setup = new ClusterSetup();
        await using var first = await AccountCluster.StartAsync(setup);
        await first.AddConnectedAsync("a1");
        await using var cluster = await RestartAsync(first);
        setup.Faults.Fail(static call => call is { IsWrite: true, StateName: "account" });

        await cluster.Account("a1").EnsureAsync().Within();
        var broken = await AccountCluster.StatusAsync(cluster.Account("a1"));
        var listed = Assert.Single((await cluster.Directory.ListAsync(null, 10).Within()).Accounts);
        setup.Faults.Heal();
        await cluster.PassTimeUntilAsync(cluster.ConnectedAsync("a1"));

        Assert.Equal((ConnectionPhase.Backoff, "storage"), (broken.Phase, broken.Fault!.Reason));
        Assert.Contains("on fire", broken.Fault.Message, StringComparison.Ordinal);
        Assert.NotNull(broken.NextAttemptAt);
        Assert.Null(broken.Connection);
        Assert.Equal((broken.Phase, broken.Fault), (listed.Phase, listed.Fault));
        var mended = await AccountCluster.StatusAsync(cluster.Account("a1"));
        Assert.Equal((2L, null), (mended.Epoch, mended.Fault));
    }

    [Fact]
    public async Task State_CannotBeRead_IsShownAndTheAccountConnectsWhenItCan()
    {
        var setup = new ClusterSetup();
        await using var first = await AccountCluster.StartAsync(setup);
        await first.AddConnectedAsync("a1");
        await using var cluster = await RestartAsync(first);
        setup.Faults.Fail(static call => call is { IsWrite: false, StateName: "account" });

        var status = await cluster.Account("a1").GetStatusAsync().Within();
        var stopped = await cluster.Account("a1").StopAsync().Within();
        var listed = Assert.Single((await cluster.Directory.ListAsync(null, 10).Within()).Accounts);
        setup.Faults.Heal();
        await cluster.PassTimeUntilAsync(cluster.ConnectedAsync("a1"));

        Assert.Equal(RefusalKind.StorageUnavailable, status.Refusal!.Kind);
        Assert.Equal(RefusalKind.StorageUnavailable, stopped.Refusal!.Kind);
        Assert.Equal((ConnectionPhase.Connecting, "storage"), (listed.Phase, listed.Fault!.Reason));
        Assert.Equal(2, (await AccountCluster.StatusAsync(cluster.Account("a1"))).Epoch);
    }

    [Fact]
    public async Task Identity_CannotBeWritten_StaysConnectedWithAWarning()
    {
        await using var cluster = await AccountCluster.StartAsync();
        Announce(cluster);
        cluster.App().Faults.BotInfo.Set(new Feishu.Simulator.Faults.ApiFault { Code = 99 });
        var account = await cluster.AddConnectedAsync("a1");
        cluster.Faults.Fail(static call => call is { IsWrite: true, StateName: "account" });
        cluster.App().Faults.Clear();

        await cluster.PassTimeUntilAsync(cluster.Faults.Hits.CountAsync(2).Within(what: "two tries to store the identity"));
        var warned = await AccountCluster.StatusAsync(account);
        cluster.Faults.Heal();
        await cluster.PassTimeUntilAsync(cluster.StoredAsync("a1", static state => state.Identity is not null, "identity"));

        Assert.Equal(ConnectionPhase.Connected, warned.Phase);
        Assert.Contains(warned.Warnings, static warning => warning.Contains("on fire", StringComparison.Ordinal));
        Assert.Equal(1, cluster.App().Log.CountOf<Feishu.Simulator.Recording.Connected>());
    }

    [Fact]
    public async Task Change_CannotBeWritten_IsRefusedAndChangesNothing()
    {
        await using var cluster = await AccountCluster.StartAsync();
        Announce(cluster);
        var account = await cluster.AddConnectedAsync("a1");
        cluster.Faults.Fail(static call => call is { IsWrite: true, StateName: "account" });

        var stopped = await account.StopAsync().Within();
        var removed = await account.RemoveAsync().Within();
        var added = await cluster.Account("a2").AddAsync(cluster.Registration(app: 2)).Within();
        cluster.Faults.Heal();

        Assert.All([stopped, removed, added], static reply => Assert.Equal(RefusalKind.StorageUnavailable, reply.Refusal!.Kind));
        Assert.Equal(ConnectionPhase.Connected, (await AccountCluster.StatusAsync(account)).Phase);
        Assert.Equal(["a1"], (await cluster.Directory.ListAsync(null, 10).Within()).Accounts.Select(static status => status.AccountId));
        Assert.Null((await cluster.Account("a3").AddAsync(cluster.Registration(app: 2)).Within()).Refusal);
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("app-claims")]
    public async Task Directory_CannotBeWritten_AddIsRefusedAndLeavesNothing(string stateName)
    {
        await using var cluster = await AccountCluster.StartAsync();
        Announce(cluster);
        cluster.Faults.Fail(call => call.IsWrite && call.StateName == stateName);

        var refused = await cluster.Account("a1").AddAsync(cluster.Registration()).Within();
        cluster.Faults.Heal();
        var added = await cluster.Account("a2").AddAsync(cluster.Registration(enabled: false)).Within();

        Assert.Equal(RefusalKind.StorageUnavailable, refused.Refusal!.Kind);
        Assert.Null(added.Refusal);
        Assert.Equal(["a2"], (await cluster.Directory.ListAsync(null, 10).Within()).Accounts.Select(static status => status.AccountId));
    }

    [Fact]
    public async Task Reminder_CannotBeWritten_ConnectsWithAWarningAndTriesAgain()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.Faults.Fail(static call => call.StateName == "reminder");
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");

        var warned = await AccountCluster.StatusAsync(account);
        cluster.Faults.Heal();
        await cluster.PassTimeUntilAsync(cluster.Setup.Reminders.Written.FirstAsync(static id => id == "a1").Within(what: "the reminder"));

        Assert.Contains(warned.Warnings, static warning => warning.Contains("reminder", StringComparison.Ordinal));
        Assert.True(cluster.Setup.Reminders.Has("a1"));
    }

    [Fact]
    public async Task State_WrittenBySomebodyElse_ClosesTheSocketAndStartsAnew()
    {
        await using var cluster = await AccountCluster.StartAsync();
        Announce(cluster);
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");
        var row = cluster.Rows.Rows.Single(static row => row.Key.StateName == "account");
        cluster.Rows.Rows[row.Key] = row.Value with { ETag = "1000" };
        var mark = cluster.Transitions.Items.Count;

        var refused = await account.StopAsync().Within();
        await cluster.App().WaitForDisconnectsAsync(1).Within();
        await account.EnsureAsync().Within();
        await cluster.ConnectedAsync("a1", mark);

        Assert.Equal(RefusalKind.StorageUnavailable, refused.Refusal!.Kind);
        Assert.Equal(2, (await AccountCluster.StatusAsync(account)).Epoch);
    }

    [Fact]
    public async Task Secret_SealedWithAnotherKey_IsShownAsAFault()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = cluster.Account("a1");
        await account.AddAsync(cluster.Registration(enabled: false)).Within();
        var key = cluster.Rows.Rows.Keys.Single(static key => key.StateName == "account");
        await cluster.Inner.DeactivateAsync(account).Within();
        cluster.Damage<AccountState>(key, static state => state with
        {
            Registration = state.Registration! with { SealedSecret = state.Registration.SealedSecret.Replace("v1:", "v1:0", StringComparison.Ordinal) },
        });

        var reply = await account.StartAsync().Within();

        Assert.Equal((ConnectionPhase.Faulted, "secretUnreadable"), (reply.Status!.Phase, reply.Status.Fault!.Reason));
        Assert.Contains("master key", reply.Status.Fault.Advice, StringComparison.Ordinal);
        Assert.Null(reply.Status.NextAttemptAt);
        Assert.Null((await account.StopAsync().Within()).Refusal);
    }

    private static async Task<AccountCluster> RestartAsync(AccountCluster first)
    {
        await first.StopSilosAsync();
        var second = await AccountCluster.StartAsync(first.Setup with { Simulator = first.Simulator });
        Announce(second);
        return second;
    }

    // The runtime itself logs every storage failure as an error.
    private static void Announce(AccountCluster cluster) =>
        cluster.Logs.Announce(static line => line.Category.EndsWith(nameof(FaultyStorage), StringComparison.Ordinal));
}
