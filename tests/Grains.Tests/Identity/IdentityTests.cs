using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

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

    [Fact]
    public async Task BotInfo_AnsweredWhileOtherNewsAreBeingStored_IsStoredNext()
    {
        await using var consumer = await WebhookConsumer.StartAsync();
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.BotInfo.Set(new ApiFault { Code = 99 });
        var account = await cluster.AddConnectedAsync("a1");
        await AccountCluster.UntilAsync(async () => (await AccountCluster.StatusAsync(account)).Warnings.Length > 0, "a failing bot info");
        var (writes, held, storage) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        // The webhook itself, and then that its challenge came back.
        cluster.Faults.Hold(call => call is { IsWrite: true, StateName: "account" } && ++writes == 2 && held.TrySetResult(), storage.Task);
        await account.SetWebhookAsync(new WebhookRegistration(consumer.Url.ToString())).Within();
        await held.Task.Within(what: "the echo of the challenge to be written");

        cluster.App().Faults.Clear();
        await cluster.PassTimeUntilAsync(HasNoWarningAsync(cluster));
        storage.SetResult();

        await cluster.StoredAsync("a1", static state => state is { Identity: not null, Delivery.EchoedAt: not null }, "identity and echo");
    }

    private static async Task<bool> HasNoWarningAsync(AccountCluster cluster)
    {
        await AccountCluster.UntilAsync(async () => (await AccountCluster.StatusAsync(cluster.Account("a1"))).Warnings.Length == 0, "bot info to be answered");
        return true;
    }

    private static async Task LetADayPassAsync(AccountCluster cluster, Task outcome)
    {
        cluster.Clock.Advance(TimeSpan.FromHours(27));
        await outcome.Within();
    }
}
