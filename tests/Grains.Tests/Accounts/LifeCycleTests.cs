using System.Diagnostics;
using Feishu.Client.Supervision;
using Feishu.Simulator.Faults;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class LifeCycleTests
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Add_NewAccount_ConnectsAndKnowsTheBot()
    {
        await using var cluster = await AccountCluster.StartAsync();

        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");

        var status = await AccountCluster.StatusAsync(account);
        Assert.Equal(ConnectionPhase.Connected, status.Phase);
        Assert.Equal(cluster.App().Identity.OpenId, status.Identity!.OpenId);
        Assert.Equal(1, status.Epoch);
        Assert.Equal(cluster.Silos[0].Name, status.Silo);
        Assert.Equal(1, status.Counters.Connects);
        Assert.NotNull(status.Connection);
        Assert.Null(status.Fault);
        Assert.Empty(status.Warnings);
    }

    [Fact]
    public async Task Add_Disabled_StaysStoppedUntilStarted()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = cluster.Account("a1");

        var added = await account.AddAsync(cluster.Registration(enabled: false)).Within();
        var started = await account.StartAsync().Within();
        await cluster.ConnectedAsync("a1");

        Assert.Equal((ConnectionPhase.Stopped, 0L), (added.Status!.Phase, added.Status.Epoch));
        Assert.Equal((WantedPhase.Running, 1L), (started.Status!.Wanted, started.Status.Epoch));
    }

    [Fact]
    public async Task Stop_Connected_ClosesTheSocketAndTheReminder()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");

        var stopped = await account.StopAsync().Within(StopLimit);

        Assert.Equal((ConnectionPhase.Stopped, WantedPhase.Stopped), (stopped.Status!.Phase, stopped.Status.Wanted));
        Assert.Equal(1, stopped.Status.Counters.Connects);
        await cluster.App().WaitForDisconnectsAsync(1).Within();
        await cluster.Reminders.Events.FirstAsync(static one => one is Orleans.Reminders.Diagnostics.ReminderEvents.Unregistered).Within();
        Assert.False(cluster.Setup.Reminders.Has("a1"));
    }

    [Fact]
    public async Task Start_AfterStop_ConnectsUnderTheSameEpoch()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await account.StopAsync().Within();
        var mark = cluster.Transitions.Items.Count;

        await account.StartAsync().Within();
        await cluster.ConnectedAsync("a1", mark);

        var status = await AccountCluster.StatusAsync(account);
        Assert.Equal((1L, 2L), (status.Epoch, status.Counters.Connects));
    }

    [Fact]
    public async Task Reconnect_Connected_OpensAnotherSocket()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var mark = cluster.Transitions.Items.Count;

        var reply = await account.ReconnectAsync().Within();
        await cluster.ConnectedAsync("a1", mark);

        Assert.Null(reply.Refusal);
        Assert.Equal(2, (await AccountCluster.StatusAsync(account)).Counters.Connects);
    }

    [Fact]
    public async Task Remove_Connected_LeavesNothingButTheEpoch()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");

        var reply = await account.RemoveAsync().Within();

        Assert.Equal(AccountReply.Removed, reply);
        Assert.Equal(RefusalKind.UnknownAccount, (await account.GetStatusAsync().Within()).Refusal!.Kind);
        Assert.Empty((await cluster.Directory.ListAsync(null, 10).Within()).Accounts);
        Assert.False(cluster.Setup.Reminders.Has("a1"));
        await cluster.App().WaitForDisconnectsAsync(1).Within();
        var tombstone = await cluster.StoredAsync("a1", static state => state.Registration is null, "tombstone");
        Assert.Equal((1L, null), (tombstone.Epoch, tombstone.Identity));
    }

    [Fact]
    public async Task Add_AfterRemove_GoesOnCountingEpochs()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await account.RemoveAsync().Within();

        await cluster.AddConnectedAsync("a1", app: 2);

        Assert.Equal(2, (await AccountCluster.StatusAsync(account)).Epoch);
    }

    [Fact]
    public async Task Stop_WhileDiscoveryHangs_AnswersInTime()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.Endpoint.Set(new EndpointFault { Hang = true });
        await cluster.Account("a1").AddAsync(cluster.Registration()).Within();
        await cluster.TransitionAsync("a1", static state => state is Connecting { Stage: ConnectStage.Discovering }, "discovering");

        await AssertStopsAsync(cluster);
    }

    [Fact]
    public async Task Stop_WhileTheHandshakeHangs_AnswersInTime()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.Handshake.Set(new HandshakeFault { Hang = true });
        await cluster.Account("a1").AddAsync(cluster.Registration()).Within();
        await cluster.TransitionAsync("a1", static state => state is Connecting { Stage: ConnectStage.Handshaking }, "handshaking");

        await AssertStopsAsync(cluster);
    }

    [Fact]
    public async Task Stop_FrozenPeer_AnswersInTime()
    {
        await using var cluster = await AccountCluster.StartAsync();
        await cluster.AddConnectedAsync("a1");
        cluster.App().Freeze();

        await AssertStopsAsync(cluster);
    }

    [Fact]
    public async Task Stop_Backoff_AnswersInTime()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.App().Faults.Endpoint.Set(new EndpointFault { Code = 1 });
        await cluster.Account("a1").AddAsync(cluster.Registration()).Within();
        await cluster.TransitionAsync("a1", static state => state is Backoff, "backoff");

        await AssertStopsAsync(cluster);
    }

    [Fact]
    public async Task Fault_DefinitiveRefusal_IsShownStoredAndLeftOnTheOperatorsWord()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.Logs.Announce(static line => line.Event == "LogFaulted");
        cluster.App().Faults.Endpoint.Set(new EndpointFault { Code = 1000040345, Message = "bad credential" });
        var account = cluster.Account("a1");
        await account.AddAsync(cluster.Registration()).Within();
        await cluster.StoredAsync("a1", static state => state.LastFault is not null, "fault");

        var faulted = await AccountCluster.StatusAsync(account);
        cluster.App().Faults.Clear();
        await account.StartAsync().Within();
        await cluster.ConnectedAsync("a1");
        var mended = await cluster.StoredAsync("a1", static state => state is { Identity: not null, LastFault: null }, "no fault");

        Assert.Equal(ConnectionPhase.Faulted, faulted.Phase);
        Assert.Equal(("credentialInvalid", 1000040345L), (faulted.Fault!.Reason, faulted.Fault.Code));
        Assert.NotEmpty(faulted.Fault.Advice);
        Assert.NotNull(faulted.NextAttemptAt);
        Assert.Null(mended.LastFault);
    }

    [Fact]
    public async Task Event_Pushed_IsKeptAcknowledgedAndCountedAndItsTextIsNotLogged()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");

        var eventId = cluster.App().PushText("a text nobody may log");
        var ack = await cluster.App().WaitForAckAsync(eventId).Within();

        Assert.Equal(200, ack.Code);
        Assert.Equal(1, (await AccountCluster.StatusAsync(account)).Counters.Events);
        Assert.Equal((1, "a1", "im.message.receive_v1"),
            Assert.Single(cluster.Journal.Appended.Items.Select(static one => (one.Sequence, one.Entry.AccountId, one.Entry.Type))));
        Assert.DoesNotContain(cluster.Logs.Lines.Items, static line => line.Text.Contains("nobody may log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ensure_UnknownAccount_MakesNone()
    {
        await using var cluster = await AccountCluster.StartAsync();

        await cluster.Account("nobody").EnsureAsync().Within();

        Assert.Equal(RefusalKind.UnknownAccount, (await cluster.Account("nobody").GetStatusAsync().Within()).Refusal!.Kind);
        Assert.DoesNotContain(cluster.Rows.Rows.Keys, static key => key.StateName == "account");
    }

    private static async Task AssertStopsAsync(AccountCluster cluster)
    {
        var watch = Stopwatch.StartNew();

        var reply = await cluster.Account("a1").StopAsync().Within(StopLimit);

        Assert.Equal(ConnectionPhase.Stopped, reply.Status!.Phase);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, StopLimit);
    }
}
