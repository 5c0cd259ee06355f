using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>Parked events through the account.</summary>
public sealed class ParkingTests : IAsyncLifetime
{
    private WebhookConsumer _consumer = null!;
    private AccountCluster _cluster = null!;
    private IAccountGrain _account = null!;

    public async ValueTask InitializeAsync()
    {
        _consumer = await WebhookConsumer.StartAsync();
        _cluster = await AccountCluster.StartAsync();
        _account = _cluster.Account("a1");
        var webhook = new WebhookRegistration(_consumer.Url.ToString());
        Assert.Null((await _account.AddAsync(_cluster.Registration() with { Webhook = webhook }).Within()).Refusal);
        await _cluster.ConnectedAsync("a1");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task GetParked_RefusedEvents_AreListedInPagesWithoutTheirText()
    {
        await ParkAsync(3);

        var first = await PageAsync(0, 2);
        var second = await PageAsync(first.Next!.Value, 2);

        Assert.Equal([1, 2], first.Events.Select(static parked => parked.Sequence));
        Assert.Equal((3L, null), (Assert.Single(second.Events).Sequence, second.Next));
        var one = first.Events[0];
        Assert.Equal(("im.message.receive_v1", "oc_00000000000000000000000000000001", 1), (one.Type, one.ChatId, one.Attempts));
        Assert.Contains("422", one.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody may show", first.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (await AccountCluster.StatusAsync(_account)).Delivery!.Parked);
    }

    [Fact]
    public async Task Redrive_One_IsDeliveredAgainAndMarked()
    {
        await ParkAsync(2);
        _consumer.Answer = static (_, _) => ValueTask.FromResult(WebhookAnswer.Ok);

        var reply = await _account.RedriveAsync(2).Within();

        Assert.Equal(ParkedChangeReply.Of(1), reply);
        await _consumer.Requests.WhenAsync(static all => all.Count(static request => request.Sequence == 2) == 2).Within();
        Assert.Equal([1], (await PageAsync(0, 10)).Events.Select(static parked => parked.Sequence));
    }

    [Fact]
    public async Task Redrive_All_ClearsTheWarning()
    {
        await ParkAsync(2);
        Assert.Contains((await AccountCluster.StatusAsync(_account)).Warnings, static warning => warning.StartsWith("2 events were parked", StringComparison.Ordinal));
        _consumer.Answer = static (_, _) => ValueTask.FromResult(WebhookAnswer.Ok);

        Assert.Equal(ParkedChangeReply.Of(2), await _account.RedriveAsync(null).Within());
        await _consumer.ReceivedAsync(4);

        Assert.DoesNotContain((await AccountCluster.StatusAsync(_account)).Warnings, static warning => warning.Contains("parked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drop_One_IsGone()
    {
        await ParkAsync(2);

        Assert.Equal(ParkedChangeReply.Of(1), await _account.DropAsync(1).Within());

        Assert.Equal([2], (await PageAsync(0, 10)).Events.Select(static parked => parked.Sequence));
        Assert.Equal(RefusalKind.UnknownEvent, (await _account.DropAsync(1).Within()).Refusal!.Kind);
        Assert.Equal(RefusalKind.UnknownEvent, (await _account.RedriveAsync(1).Within()).Refusal!.Kind);
    }

    [Fact]
    public async Task GetParked_JournalUnavailable_IsRefusedWithTheReason()
    {
        await ParkAsync(1);
        _cluster.Setup.Journal.Before = static call => call == nameof(IJournalStore.ReadSubscriptionAsync)
            ? throw new JournalException("the disk is gone", null)
            : Task.CompletedTask;

        var refusal = (await _account.GetParkedAsync(0, 10).Within()).Refusal!;
        _cluster.Setup.Journal.Before = static _ => Task.CompletedTask;

        Assert.Equal(RefusalKind.StorageUnavailable, refusal.Kind);
        Assert.Contains("the disk is gone", refusal.Message, StringComparison.Ordinal);
    }

    private async Task ParkAsync(int count)
    {
        _consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(422));
        var saved = _cluster.Setup.Journal.Saved.WhenAsync(all =>
            all.SelectMany(static one => one.Set).Count(static row => row.Kind == SetAsideKind.Parked) >= count);
        for (var i = 0; i < count; i++)
        {
            _cluster.App().PushText("a text nobody may show");
            await _consumer.ReceivedAsync(i + 1);
        }

        await saved.Within(what: $"{count} parked events");
    }

    private async Task<ParkedPage> PageAsync(long after, int limit)
    {
        var reply = await _account.GetParkedAsync(after, limit).Within();
        Assert.Null(reply.Refusal);
        return reply.Page!;
    }
}
