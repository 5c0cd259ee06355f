using Feishu.Simulator.Delivery;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Takeover;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Handover;

/// <summary>An account with a webhook goes from one silo to another: sockets overlap, delivery does not.</summary>
public sealed class DeliveryMoveTests : IAsyncLifetime
{
    private const string Chat = "oc_1";

    private readonly DeliveryLedger _ledger = new();
    private WebhookConsumer _consumer = null!;
    private AccountCluster _cluster = null!;

    private FakeApp App => _cluster.App();

    public async ValueTask InitializeAsync()
    {
        _consumer = await WebhookConsumer.StartAsync();
        _consumer.Answer = _ledger.AcceptAllAsync;
        _cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Move_RequestUnderWay_NextOwnerBeginsAfterItAndRepeatsNothing()
    {
        await AddAsync();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _consumer.Answer = async (request, hungUp) =>
        {
            var entry = _ledger.Arrive(request);
            await answered.Task.WaitAsync(hungUp);
            _ledger.Accept(entry);
            return WebhookAnswer.Ok;
        };
        List<string> pushed = [await PushAndAckAsync()];
        await _ledger.CountAsync(1).Within();

        var move = MoveAsync();
        pushed.Add(await PushAndAckAsync());
        pushed.Add(await PushAndAckAsync());
        Assert.Equal((1, 1), (_ledger.Count, App.Log.CountOf<Connected>()));
        answered.SetResult();
        await move.Within();

        await _ledger.ArrivedAsync(pushed).Within();
        Assert.Empty(_ledger.Check(pushed));
        Assert.Equal(3, _ledger.Count);
        Assert.Empty(App.Log.Of<DeliveryFailed>());
    }

    [Fact]
    public async Task Move_NewConnectionIsLongWithoutPong_WhatTheOldOneBringsIsDeliveredAllTheSame()
    {
        await AddAsync();
        App.Faults.Pong.Set(new PongFault { Mode = PongMode.None, Times = 1 });

        var move = MoveAsync();
        await App.WaitForConnectionAsync(live: 2);
        List<string> pushed = [];
        while (App.Log.Of<Delivered>().Select(static push => push.ConnectionId).Distinct().Count() < 2 || pushed.Count < 10)
            pushed.Add(await PushAndAckAsync());
        await _cluster.PassTimeUntilAsync(ArrivedAsync(pushed)).Within(what: "every event at the consumer");

        Assert.False(move.IsCompleted, "the old connection has closed");
        Assert.Empty(_ledger.Check(pushed));
    }

    [Fact]
    public async Task Move_CallbackComesByTheOldConnection_IsAnsweredAndNotDeliveredAgain()
    {
        await AddDeliveringAsync();
        _consumer.Answer = (request, _) =>
        {
            _ledger.Accept(_ledger.Arrive(request));
            return ValueTask.FromResult(new WebhookAnswer(200, """{"toast":{"content":"done"}}"""));
        };

        var call = await CallByTheOldConnectionAsync();

        Assert.Equal("done", call.Answer?.GetProperty("toast").GetProperty("content").GetString());
        await AccountCluster.UntilAsync(
            async () => (await AccountCluster.StatusAsync(_cluster.Account("a1"))).Delivery is { Backlog: 0 }, "nothing left to deliver");
        Assert.Equal(2, _ledger.Count);
        AssertNoGap();
    }

    [Fact]
    public async Task Move_CallbackByTheOldConnectionIsNotAnswered_IsDeliveredLateByTheNextOwner()
    {
        await AddDeliveringAsync();
        _consumer.Answer = async (request, hungUp) =>
        {
            if (request.Header("X-FeishuOrleans-Mark") is null)
                await Task.Delay(Timeout.Infinite, hungUp);
            return await _ledger.AcceptAllAsync(request, hungUp);
        };

        var call = await CallByTheOldConnectionAsync();

        Assert.Equal((CallbackCode.Ok, null), (call.Code, call.Answer));
        await _ledger.ArrivedAsync([call.EventId]).Within();
        var asked = (await _consumer.ReceivedAsync(3)).Skip(1).Select(static request => (request.Header("X-FeishuOrleans-Mark"), request.Header("X-FeishuOrleans-Epoch")));
        Assert.Equal([(null, "1"), ("late", "2")], asked);
        AssertNoGap();
    }

    /// <summary>A button is pressed while the next owner is not yet let in by the platform.</summary>
    private async Task<CallbackResult> CallByTheOldConnectionAsync()
    {
        App.Faults.Endpoint.Set(new EndpointFault { Code = 1, Times = 3 });
        var move = MoveAsync();
        await App.WaitForDiscoveryCallsAsync(2);
        Assert.Equal((1, 1), (App.LiveConnections, App.Log.CountOf<Connected>()));
        var call = await App.CallAsync(new CallbackPush()).Within();
        await move.Within();
        return call;
    }

    private void AssertNoGap() => Assert.All(App.Log.Of<Disconnected>(), static end => Assert.True(end.Live > 0, "no live socket"));

    private async Task AddAsync()
    {
        var registration = _cluster.Registration() with { Webhook = new WebhookRegistration(_consumer.Url.ToString()) };
        Assert.Null((await _cluster.Account("a1").AddAsync(registration).Within()).Refusal);
        await _cluster.ConnectedAsync("a1");
    }

    /// <summary>As <see cref="AddAsync"/>; what came first is delivered, so that delivery is known to be there.</summary>
    private async Task AddDeliveringAsync()
    {
        await AddAsync();
        await _ledger.ArrivedAsync([await PushAndAckAsync()]).Within();
    }

    private async Task<int> ArrivedAsync(List<string> eventIds)
    {
        await _ledger.ArrivedAsync(eventIds);
        return eventIds.Count;
    }

    private async Task<string> PushAndAckAsync()
    {
        var eventId = App.Push(new EventPush { Text = "text", ChatId = Chat });
        Assert.Equal(200, (await App.WaitForAckAsync(eventId)).Code);
        return eventId;
    }

    private async Task MoveAsync()
    {
        var status = await AccountCluster.StatusAsync(_cluster.Account("a1"));
        var from = _cluster.Silos.Single(silo => silo.Name == status.Silo);
        var target = _cluster.Silos.First(silo => silo != from).SiloAddress;
        await from.ServiceProvider.GetRequiredService<IAccountMoves>().MoveAsync("a1", target, CancellationToken.None);
    }
}
