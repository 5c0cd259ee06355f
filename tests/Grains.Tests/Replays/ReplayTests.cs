using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Replays;

/// <summary>Kept events delivered to the webhook once more.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const int Kept = 5;

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
        for (var i = 1; i <= Kept; i++)
        {
            _cluster.App().PushText("a text nobody may show");
            await _consumer.ReceivedAsync(i);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Replay_Kept_ComesAgainInOrderWithTheIdsItHad()
    {
        var steps = await ReplayAsync(new EventQuery { From = "2" });

        var requests = await _consumer.ReceivedAsync(2 * Kept - 1);
        var again = requests.Skip(Kept).ToArray();
        Assert.Equal([2, 3, 4, 5], again.Select(static request => request.Sequence));
        Assert.Equal(requests.Skip(1).Take(4).Select(static request => request.WebhookId), again.Select(static request => request.WebhookId));
        Assert.All(again, static request => Assert.Equal("replayed", request.Header("X-FeishuOrleans-Mark")));
        Assert.Equal(["memory:2", "memory:3", "memory:4", "memory:5"], Done(steps, ReplayOutcome.Delivered));
    }

    [Fact]
    public async Task Replay_EventThatTheWebhookRefuses_IsPassedOverAndNotParked()
    {
        _consumer.Answer = static (request, _) => ValueTask.FromResult(request.Sequence == 3 ? new WebhookAnswer(422) : WebhookAnswer.Ok);

        var steps = await ReplayAsync(new EventQuery { From = "2", To = "4" });

        Assert.Equal(["memory:2", "memory:4"], Done(steps, ReplayOutcome.Delivered));
        Assert.Equal(["memory:3"], Done(steps, ReplayOutcome.Refused));
        Assert.Equal(0, (await AccountCluster.StatusAsync(_account)).Delivery!.Parked);
    }

    [Fact]
    public async Task Replay_WebhookFailsForAMoment_IsTriedAgain()
    {
        _consumer.Answer = static (request, _) => ValueTask.FromResult(request.Attempt == 1 ? new WebhookAnswer(503) : WebhookAnswer.Ok);

        var steps = await ReplayAsync(new EventQuery { From = "5" });

        Assert.Equal(["memory:5"], Done(steps, ReplayOutcome.Delivered));
        Assert.Equal(2, (await _consumer.ReceivedAsync(Kept + 2))[^1].Attempt);
    }

    [Fact]
    public async Task Replay_WebhookStaysAway_EndsWithTheEvent()
    {
        _consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(503));

        var refusal = (await ReplayAsync(new EventQuery { From = "4" }))[^1].Refusal!;

        Assert.Equal(RefusalKind.EndpointUnavailable, refusal.Kind);
        Assert.Contains("event 4 ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("503", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever asked is gone: nothing more is delivered.</summary>
    [Fact]
    public async Task Replay_NobodyAsksAnyMore_Ends()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _consumer.Answer = async (_, hungUp) =>
        {
            await using var hanging = hungUp.Register(held.SetResult);
            await held.Task;
            return WebhookAnswer.Ok;
        };
        using var end = new CancellationTokenSource();
        var steps = Grain.ReplayAsync(new EventQuery { From = "1" }, end.Token).WithBatchSize(1).GetAsyncEnumerator(end.Token);
        Assert.True(await steps.MoveNextAsync().AsTask().Within(what: "the first step"));
        var next = steps.MoveNextAsync().AsTask();
        await _consumer.ReceivedAsync(Kept + 1);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next).Within(what: "the end");
        await steps.DisposeAsync().AsTask().Within(what: "the end of the replay");
        await held.Task.Within(what: "the request to be given up");
        Assert.Equal(Kept + 1, _consumer.Requests.Items.Count);
    }

    [Fact]
    public async Task Replay_NothingToDeliverTo_IsRefused()
    {
        Assert.Null((await _account.PauseAsync().Within()).Refusal);
        Assert.Equal(RefusalKind.WrongState, Assert.Single(await ReplayAsync(new EventQuery())).Refusal?.Kind);

        Assert.Null((await _account.SetWebhookAsync(null).Within()).Refusal);
        Assert.Equal(RefusalKind.WrongState, Assert.Single(await ReplayAsync(new EventQuery())).Refusal?.Kind);
    }

    private IAccountEvents Grain => _cluster.Grains.GetGrain<IAccountEvents>("a1");

    private static IEnumerable<string?> Done(IEnumerable<ReplayStep> steps, ReplayOutcome outcome) =>
        steps.Where(step => step.Outcome == outcome).Select(static step => step.LastEventId);

    private async Task<List<ReplayStep>> ReplayAsync(EventQuery query)
    {
        return await AllAsync().Within(TimeSpan.FromMinutes(1), "the end of the replay");

        async Task<List<ReplayStep>> AllAsync()
        {
            var steps = new List<ReplayStep>();
            await foreach (var step in Grain.ReplayAsync(query).WithBatchSize(1))
                steps.Add(step);
            return steps;
        }
    }
}
