using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

/// <summary>Order, limits and repetition, with a clock that the test drives.</summary>
public sealed class MessageSenderTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SenderHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Send_TwentyAtOnceToOneChat_InCallOrderFiveASecond()
    {
        var sent = _harness.SendMany(20);

        for (var second = 1; second <= 3; second++)
            await _harness.Time.PassAsync(Second, second);
        var results = await Task.WhenAll(sent).Within();

        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{i}"), _harness.Api.Calls.Items.Select(call => call.Text));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => TimeSpan.FromSeconds(i / 5)), _harness.Api.Calls.Items.Select(call => call.At));
    }

    [Fact]
    public async Task Send_SixtyChatsAtOnce_FiftyInTheFirstSecond()
    {
        var sent = Enumerable.Range(0, 60).Select(i => _harness.SendAsync("hello", $"oc_{i}")).ToList();

        await _harness.Time.PassAsync(Second);
        await Task.WhenAll(sent).Within();

        Assert.Equal([(TimeSpan.Zero, 50), (Second, 10)], _harness.Api.Calls.Items.GroupBy(call => call.At).Select(group => (group.Key, group.Count())));
    }

    [Fact]
    public async Task Send_TwoApps_LimitedEachByItself()
    {
        var other = SenderHarness.Account with { Id = "other", AppId = "cli_fedcba9876543210" };
        var mine = _harness.SendMany(5);
        await Task.WhenAll(mine).Within();

        var result = await _harness.Sender.SendAsync(other, SenderHarness.Message("hello"), default).Within();

        Assert.IsType<Sent>(result);
        Assert.Equal(2, _harness.Sender.Apps);
    }

    [Theory]
    [InlineData(230020, 3, 3)]
    [InlineData(230020, null, 1)]
    [InlineData(230049, null, 1)]
    [InlineData(99991400, 2, 2)]
    [InlineData(99991400, null, 1)]
    [InlineData(11232, null, 1)]
    public async Task Send_PlatformSaysWait_AgainInOrderWithTheSameRequest(long code, int? reset, int pause)
    {
        _harness.Api.FailFirst(SenderHarness.Limited(code, reset));

        var sent = _harness.SendMany(3);
        await _harness.Time.PassAsync(TimeSpan.FromSeconds(pause));
        var results = await Task.WhenAll(sent).Within();

        var calls = _harness.Api.Calls.Items;
        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(["1", "1", "2", "3"], calls.Select(call => call.Text));
        Assert.Same(calls[0].Request, calls[1].Request);
        Assert.Equal(TimeSpan.FromSeconds(pause), calls[1].At);
    }

    [Theory]
    [InlineData(230020, false)]
    [InlineData(99991400, true)]
    public async Task Send_PlatformSaysWait_OtherChatsWaitOnlyWhenTheWholeAppMust(long code, bool wait)
    {
        _harness.Api.FailFirst(SenderHarness.Limited(code, 3));
        var first = _harness.SendAsync("one");
        await _harness.Log.Lines.CountAsync(1).Within(what: "the first refusal");

        var other = _harness.SendAsync("two", "oc_2");
        if (!wait)
            await other.Within();
        await _harness.Time.PassAsync(TimeSpan.FromSeconds(3));
        await Task.WhenAll(first, other).Within();

        Assert.Equal(wait ? 3 : 0, _harness.Api.Calls.Items.Single(call => call.Chat == "oc_2").At.TotalSeconds);
    }

    [Fact]
    public async Task Send_LimitedForLongerThanItMayWait_IsToldSoAtOnce()
    {
        _harness.Api.FailFirst(SenderHarness.Limited(99991400, 60));

        var failed = Assert.IsType<SendFailed>(await _harness.SendAsync("one").Within());
        var next = Assert.IsType<SendFailed>(await _harness.SendAsync("two").Within());

        Assert.Equal((SendFailure.RateLimited, TimeSpan.FromSeconds(60)), (failed.Failure, failed.RetryAfter));
        Assert.Equal((SendFailure.TooMany, TimeSpan.FromSeconds(60)), (next.Failure, next.RetryAfter));
        Assert.Single(_harness.Api.Calls.Items);
    }

    [Fact]
    public async Task Send_FiftyWait_TheNextIsRefusedUntilAPlaceIsFree()
    {
        var gate = new TaskCompletionSource();
        _harness.Api.Answer = async (call, _) =>
        {
            await gate.Task;
            return new Sent("om_" + call.Text, null, null);
        };
        var waiting = _harness.SendMany(SendingLimits.ChatQueue);
        await _harness.Api.Calls.CountAsync(1).Within();

        var refused = Assert.IsType<SendFailed>(await _harness.SendAsync("51").Within());
        var elsewhere = _harness.SendAsync("1", "oc_2");
        gate.SetResult();
        await waiting[0].Within();
        var later = _harness.SendAsync("52");

        Assert.Equal((SendFailure.TooMany, Second), (refused.Failure, refused.RetryAfter));
        Assert.IsType<Sent>(await elsewhere.Within());
        Assert.False(later.IsCompleted);
    }

    [Fact]
    public async Task Send_AThousandWaitForOneApp_TheNextIsRefused()
    {
        _harness.Api.Answer = static (_, _) => new TaskCompletionSource<Sent>().Task;
        for (var chat = 0; chat < SendingLimits.AppQueue / SendingLimits.ChatQueue; chat++)
            _ = _harness.SendMany(SendingLimits.ChatQueue, $"oc_{chat}");

        var refused = Assert.IsType<SendFailed>(await _harness.SendAsync("hello", "oc_more").Within());

        Assert.Equal(SendFailure.TooMany, refused.Failure);
    }

    [Fact]
    public async Task Send_NoAnswerTwice_ArrivesWithTheSameRequest()
    {
        _harness.Api.FailFirst(SenderHarness.Silence(), SenderHarness.Silence());

        var sent = _harness.SendMany(2);
        await _harness.Time.PassAsync(Second);
        await _harness.Time.PassAsync(2 * Second);
        var results = await Task.WhenAll(sent).Within();

        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(["1", "1", "1", "2"], _harness.Api.Calls.Items.Select(call => call.Text));
        Assert.Single(_harness.Api.Calls.Items.Take(3).Select(call => call.Uuid).Distinct());
    }

    [Fact]
    public async Task Send_NeverAnAnswer_SaysSoInTime()
    {
        _harness.Api.Answer = static (_, _) => Task.FromException<Sent>(SenderHarness.Silence());

        var sent = _harness.SendAsync("one");
        foreach (var pause in (int[])[1, 2, 4, 8])
            await _harness.Time.PassAsync(pause * Second);
        var failed = Assert.IsType<SendFailed>(await sent.Within());

        Assert.Equal((SendFailure.NoAnswer, null), (failed.Failure, failed.Code));
        Assert.Equal([0, 1, 3, 7, 15], _harness.Api.Calls.Items.Select(call => call.At.TotalSeconds));
    }

    [Fact]
    public async Task Send_NoAnswerAndThenLimited_IsStillUnknown()
    {
        _harness.Api.FailFirst(SenderHarness.Silence(), SenderHarness.Limited(230020, 60));

        var sent = _harness.SendAsync("one");
        await _harness.Time.PassAsync(Second);

        Assert.Equal(SendFailure.NoAnswer, Assert.IsType<SendFailed>(await sent.Within()).Failure);
    }

    [Fact]
    public async Task Send_Refused_IsNotRepeatedAndTheNextGoes()
    {
        _harness.Api.FailFirst(SenderHarness.Limited(230002));

        var sent = _harness.SendMany(2);
        var failed = Assert.IsType<SendFailed>(await sent[0].Within());

        Assert.Equal((SendFailure.BotNotInChat, 230002), (failed.Failure, failed.Code));
        Assert.IsType<Sent>(await sent[1].Within());
        Assert.Equal(2, _harness.Api.Calls.Items.Count);
    }

    [Fact]
    public async Task Send_ADefect_IsTheCallersAndTheNextGoes()
    {
        _harness.Log.Announce(line => line.Event == "LogDefect");
        _harness.Api.Answer = static (call, number) => number == 1 ? throw new InvalidCastException("a defect") : Task.FromResult(new Sent("om_" + call.Text, null, null));

        var sent = _harness.SendMany(2);

        await Assert.ThrowsAsync<InvalidCastException>(() => sent[0].Within());
        Assert.IsType<Sent>(await sent[1].Within());
    }

    [Fact]
    public async Task Send_Whatever_TheLogNeverHasTheText()
    {
        _harness.Api.FailFirst(SenderHarness.Limited(230020), SenderHarness.Limited(230002));

        var sent = _harness.SendAsync("a secret");
        await _harness.Time.PassAsync(Second);
        await sent.Within();

        Assert.Equal(2, _harness.Log.Lines.Items.Count);
        Assert.DoesNotContain(_harness.Log.Lines.Items, line => line.ToString().Contains("secret", StringComparison.Ordinal));
    }
}
