using Feishu.Client.Supervision;
using Feishu.Simulator.Delivery;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>Accounts with webhooks in a cluster: real sockets to the simulator, real HTTP to a consumer, the journal in memory.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private WebhookConsumer _consumer = null!;
    private AccountCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _consumer = await WebhookConsumer.StartAsync();
        _cluster = await AccountCluster.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Add_WithWebhook_DeliversEveryEventAndShowsIt()
    {
        var account = await AddAsync();

        _cluster.App().PushText("one");
        _cluster.App().PushText("two");

        var requests = await _consumer.ReceivedAsync(2);
        Assert.Equal([1, 2], requests.Select(static request => request.Sequence).Order());
        await _cluster.Setup.Journal.Saved.FirstAsync(static saved => saved.LowWater == 2).Within();
        Assert.Equal(new AccountDelivery(0, null, AccountDelivery.ClosedBreaker, 0), (await AccountCluster.StatusAsync(account)).Delivery);
    }

    [Fact]
    public async Task Add_WithoutWebhook_ShowsNoDelivery()
    {
        var account = await _cluster.AddConnectedAsync("a1");

        Assert.Null((await AccountCluster.StatusAsync(account)).Delivery);
    }

    [Fact]
    public async Task SetWebhook_OnAnAccountWithEvents_DeliversWhatComesFromThenOn()
    {
        var account = await _cluster.AddConnectedAsync("a1");
        await PushAndAckAsync("before");

        Assert.Null((await account.SetWebhookAsync(Webhook()).Within()).Refusal);
        await PushAndAckAsync("after");

        Assert.Equal(2, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task SetWebhook_Another_TakesEffectAtOnceAndGoesOnWhereItWas()
    {
        await using var other = await WebhookConsumer.StartAsync();
        var account = await AddAsync();
        await account.PauseAsync().Within();
        await PushAndAckAsync("for whoever is there when it is delivered");

        await account.SetWebhookAsync(new WebhookRegistration(other.Url.ToString())).Within();
        await account.ResumeAsync().Within();

        Assert.Equal(1, Assert.Single(await other.ReceivedAsync(1)).Sequence);
        Assert.Empty(_consumer.Requests.Items);
    }

    [Fact]
    public async Task SetWebhook_NoneAndThenAgain_NeverDeliversWhatWasBetween()
    {
        var account = await AddAsync();
        await account.SetWebhookAsync(null).Within();
        await PushAndAckAsync("nobody wants this");
        Assert.Null((await AccountCluster.StatusAsync(account)).Delivery);

        await account.SetWebhookAsync(Webhook()).Within();
        await PushAndAckAsync("and this");

        Assert.Equal(2, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task SetWebhook_JournalUnavailable_ChangesNothing()
    {
        var account = await _cluster.AddConnectedAsync("a1");
        _cluster.Setup.Journal.Before = static call => call == nameof(IJournalStore.GetHeadAsync)
            ? throw new JournalException("the disk is gone", null)
            : Task.CompletedTask;

        var refused = await account.SetWebhookAsync(Webhook()).Within();
        _cluster.Setup.Journal.Before = static _ => Task.CompletedTask;

        Assert.Equal(RefusalKind.StorageUnavailable, refused.Refusal!.Kind);
        Assert.Contains("the disk is gone", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Null((await AccountCluster.StatusAsync(account)).Delivery);
    }

    [Theory]
    [InlineData("ftp://x/", null)]
    [InlineData("http://127.0.0.1/", "not a webhook secret")]
    public async Task SetWebhook_Malformed_IsRefusedWithoutRepeatingSecrets(string url, string? secret)
    {
        var account = await _cluster.AddConnectedAsync("a1");

        var refusal = (await account.SetWebhookAsync(new WebhookRegistration(url, secret)).Within()).Refusal!;

        Assert.Equal(RefusalKind.InvalidInput, refusal.Kind);
        Assert.DoesNotContain(secret ?? "ftp", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WithBacklog_IsDeliveredAllTheSame()
    {
        var account = await AddAsync();
        await account.PauseAsync().Within();
        await PushAndAckAsync("one");

        var stopped = await account.StopAsync().Within();
        Assert.Equal((ConnectionPhase.Stopped, 1L), (stopped.Status!.Phase, stopped.Status.Delivery!.Backlog));
        Assert.True(_cluster.Setup.Reminders.Has("a1"));
        await account.ResumeAsync().Within();

        Assert.Equal(1, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task Add_DisabledWithWebhook_IsOwnedAndConnectsNowhere()
    {
        var account = _cluster.Account("a1");

        var added = await account.AddAsync(_cluster.Registration(enabled: false) with { Webhook = Webhook() }).Within();

        Assert.Equal((ConnectionPhase.Stopped, 1L), (added.Status!.Phase, added.Status.Epoch));
        Assert.NotNull(added.Status.Delivery);
        Assert.Empty(_cluster.Transitions.Items);
    }

    [Fact]
    public async Task Pause_Connected_ReceivesAndKeepsUntilResumed()
    {
        var account = await AddAsync();

        var paused = await account.PauseAsync().Within();
        await PushAndAckAsync("one");
        var waiting = await AccountCluster.StatusAsync(account);
        await account.ResumeAsync().Within();

        Assert.Contains(paused.Status!.Warnings, static warning => warning.StartsWith("Delivery is held since", StringComparison.Ordinal));
        Assert.True(paused.Status.Delivery!.Paused);
        Assert.Equal((ConnectionPhase.Connected, 1L), (waiting.Phase, waiting.Delivery!.Backlog));
        Assert.Equal(1, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task Pause_SiloRestarts_StaysPaused()
    {
        await using var first = await AccountCluster.StartAsync();
        var account = first.Account("a1");
        await account.AddAsync(first.Registration() with { Webhook = Webhook() }).Within();
        await account.PauseAsync().Within();
        await first.StopSilosAsync();

        await using var second = await AccountCluster.StartAsync(first.Setup with { Simulator = first.Simulator, Sweeps = true });
        await second.ConnectedAsync("a1");
        var app = second.App();
        await app.WaitForAckAsync(app.PushText("held")).Within();

        Assert.Equal(1, (await AccountCluster.StatusAsync(second.Account("a1"))).Delivery!.Backlog);
        Assert.Empty(_consumer.Requests.Items);
    }

    [Fact]
    public async Task Pause_WithoutWebhook_IsRefused()
    {
        var account = await _cluster.AddConnectedAsync("a1");

        Assert.Equal(RefusalKind.WrongState, (await account.PauseAsync().Within()).Refusal!.Kind);
        Assert.Equal(RefusalKind.WrongState, (await account.TestWebhookAsync().Within()).Refusal!.Kind);
        Assert.Equal(RefusalKind.WrongState, (await account.GetParkedAsync(0, 10).Within()).Refusal!.Kind);
    }

    [Fact]
    public async Task Remove_WithBacklog_EndsDeliveryAlsoForTheNextOfThisId()
    {
        var account = await AddAsync();
        await account.PauseAsync().Within();
        await PushAndAckAsync("of the one before");

        await account.RemoveAsync().Within();
        await AddAsync();
        await PushAndAckAsync("of the one after");

        Assert.Equal(2, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task Event_Again_CountsAsDuplicate()
    {
        var account = await AddAsync();
        var app = _cluster.App();

        foreach (var time in Enumerable.Range(1, 2))
            await app.WaitForAckAsync(app.Push(new EventPush { Text = "one", MessageId = "om_1", EventId = $"e{time}" })).Within();

        var status = await AccountCluster.StatusAsync(account);
        Assert.Equal((2L, 1L), (status.Counters.Events, status.Counters.Duplicates));
    }

    [Fact]
    public async Task Owner_ALaterOneHasWritten_LeavesAndComesBackUnderAnotherEpoch()
    {
        var account = await AddAsync();
        await PushAndAckAsync("one");
        await _consumer.ReceivedAsync(1);
        await _cluster.Setup.Journal.Saved.FirstAsync(static saved => saved.LowWater == 1).Within();
        var after = _cluster.Transitions.Items.Count;

        // Another owner under the next epoch, as after a partition.
        await _cluster.Setup.Journal.SaveProgressAsync(
            [new ProgressUpdate("a1", "webhook", 2, 1, SequenceSet.Empty, [], [], IsPaused: false)], CancellationToken.None);
        await PushAndAckAsync("two");
        await _cluster.TransitionAsync("a1", static state => state is Stopped, "left", after);
        await account.EnsureAsync().Within();
        await _cluster.ConnectedAsync("a1", after);

        Assert.Equal(2, (await AccountCluster.StatusAsync(account)).Epoch);
        await _consumer.ReceivedAsync(static request => request.Header("X-FeishuOrleans-Epoch") == "2", "delivered under the later epoch");
    }

    private WebhookRegistration Webhook() => new(_consumer.Url.ToString());

    private async Task<IAccountGrain> AddAsync()
    {
        var after = _cluster.Transitions.Items.Count;
        var account = _cluster.Account("a1");
        Assert.Null((await account.AddAsync(_cluster.Registration() with { Webhook = Webhook() }).Within()).Refusal);
        await _cluster.ConnectedAsync("a1", after);
        return account;
    }

    private async Task PushAndAckAsync(string text)
    {
        var ack = await _cluster.App().WaitForAckAsync(_cluster.App().PushText(text)).Within();
        Assert.Equal(200, ack.Code);
    }
}
