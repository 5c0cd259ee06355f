using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Identity;

public sealed class IdentityTests
{
    [Fact]
    public async Task BotInfo_Failing_ConnectsWithAWarningAndIsAskedAgain()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.BotInfo.Set(new ApiFault { Code = 99, Message = "not today" });
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.App().Log.WaitForAsync<Feishu.Simulator.Recording.ApiCalled>(static call => call.Code == 99, "a failing bot info").Within();
        cluster.App().Faults.Clear();

        await cluster.PassTimeUntilAsync(cluster.StoredAsync("a1", static state => state.Identity is not null, "identity"));

        var status = await AccountCluster.StatusAsync(account);
        Assert.Equal(cluster.App().Identity.OpenId, status.Identity!.OpenId);
        Assert.Empty(status.Warnings);
    }

    [Fact]
    public async Task BotInfo_Hanging_DelaysNeitherConnectNorStop()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.BotInfo.Set(new ApiFault { Hang = true });

        var account = await cluster.AddConnectedAsync("a1");
        var stopped = await account.StopAsync().Within(TimeSpan.FromSeconds(3));

        Assert.Equal(ConnectionPhase.Stopped, stopped.Status!.Phase);
        Assert.Null(stopped.Status.Identity);
    }

    [Fact]
    public async Task Identity_RefreshFailing_IsKept()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var known = (await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity")).Identity!;
        cluster.App().Faults.BotInfo.Set(new ApiFault { Code = 99 });
        var failing = cluster.App().Log.WaitForAsync<Feishu.Simulator.Recording.ApiCalled>(static call => call.Code == 99, "a failing refresh");

        await LetADayPassAsync(cluster, failing);
        var mark = cluster.Transitions.Items.Count;
        await account.ReconnectAsync().Within();
        await cluster.ConnectedAsync("a1", mark);

        Assert.Equal(known, (await AccountCluster.StatusAsync(account)).Identity);
    }

    [Fact]
    public async Task Identity_AfterADay_IsAskedForAgain()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");
        cluster.App().Identity = new BotIdentity(cluster.App().Identity.OpenId, "New name");

        await LetADayPassAsync(cluster, cluster.StoredAsync("a1", static state => state.Identity?.Name == "New name", "new name"));

        Assert.Equal("New name", (await AccountCluster.StatusAsync(account)).Identity!.Name);
    }

    private static async Task LetADayPassAsync(AccountCluster cluster, Task outcome)
    {
        cluster.Clock.Advance(TimeSpan.FromHours(27));
        await outcome.Within();
    }
}
