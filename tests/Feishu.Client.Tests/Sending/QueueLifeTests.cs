using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

/// <summary>How queues end: callers that go away, chats that fall silent, a process that stops.</summary>
public sealed class QueueLifeTests : IAsyncDisposable
{
    private readonly SenderHarness _harness = new();
    private readonly TaskCompletionSource<Sent> _answer = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Cancel_Waiting_IsWithdrawnAndNeverSent()
    {
        using var patience = new CancellationTokenSource();
        HangFirst();
        var first = _harness.SendAsync("1");
        var second = _harness.SendAsync("2", cancellation: patience.Token);
        var third = _harness.SendAsync("3");

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Within());
        _answer.SetResult(new Sent("om_1", null, null));
        await Task.WhenAll(first, third).Within();

        Assert.Equal(["1", "3"], _harness.Api.Calls.Items.Select(call => call.Text));
    }

    [Fact]
    public async Task Cancel_UnderWay_TheCallerGoesAndTheNextWaitsForTheAnswer()
    {
        using var patience = new CancellationTokenSource();
        HangFirst();
        var first = _harness.SendAsync("1", cancellation: patience.Token);
        var second = _harness.SendAsync("2");
        await _harness.Api.Calls.CountAsync(1).Within();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());
        Assert.Single(_harness.Api.Calls.Items);
        _answer.SetResult(new Sent("om_1", null, null));

        Assert.IsType<Sent>(await second.Within());
    }

    [Fact]
    public async Task Cancel_BeforeTheCall_TakesNoPlace()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _harness.SendAsync("1", cancellation: new CancellationToken(true)).Within());

        Assert.Equal(0, _harness.Sender.Chats);
    }

    [Fact]
    public async Task Chats_ThatFellSilent_AreForgotten()
    {
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _harness.SendAsync("hello", $"oc_{round}_{i}"))).Within();
            await _harness.RemembersAsync(chats: 0);
        }

        await _harness.RemembersAsync(chats: 0, apps: 0);
    }

    [Fact]
    public async Task Chats_OneBusyAmongSilentOnes_StaysAlone()
    {
        HangFirst();
        _ = _harness.SendAsync("1", "oc_busy");
        await _harness.Api.Calls.CountAsync(1).Within();
        await _harness.SendAsync("2", "oc_silent").Within();

        await _harness.RemembersAsync(chats: 1, apps: 1);
        _harness.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((1, 1), (_harness.Sender.Chats, _harness.Sender.Apps));
    }

    [Fact]
    public async Task Chat_ForgottenAndUsedAgain_IsForgottenAgain()
    {
        for (var round = 0; round < 3; round++)
        {
            Assert.IsType<Sent>(await _harness.SendAsync("hello").Within());
            await _harness.RemembersAsync(chats: 0, apps: 0);
        }
    }

    [Fact]
    public async Task Send_TheCallersContextIsSuppressed_WorksAllTheSame()
    {
        Task<SendResult> sent;
        using (ExecutionContext.SuppressFlow())
            sent = _harness.SendAsync("1");

        Assert.IsType<Sent>(await sent.Within());
    }

    [Fact]
    public async Task Dispose_MessagesWaitAndOneIsUnderWay_EachIsToldAndNothingIsSentAfter()
    {
        HangFirst();
        var sent = _harness.SendMany(3);
        await _harness.Api.Calls.CountAsync(1).Within();

        await _harness.Sender.DisposeAsync().AsTask().Within();
        var results = await Task.WhenAll(sent).Within();

        Assert.All(results, result => Assert.Equal(SendFailure.NoAnswer, Assert.IsType<SendFailed>(result).Failure));
        Assert.Single(_harness.Api.Calls.Items);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _harness.SendAsync("4").Within());
    }

    private void HangFirst()
    {
        var otherwise = _harness.Api.Answer;
        _harness.Api.Answer = (call, number) => number == 1 ? _answer.Task : otherwise(call, number);
    }
}
