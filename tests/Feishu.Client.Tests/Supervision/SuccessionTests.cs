using Feishu.Client.Events;
using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;
using Feishu.Client.Tests.Frames;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Tests.Supervision;

/// <summary>A connection is renewed while the old one lives, with a clock that the test drives and a platform made of fakes.</summary>
public sealed class SuccessionTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new(new SupervisionOptions { MaxConnectionAge = TimeSpan.FromSeconds(20) });

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task AgeReached_NewConnectionIsUpBeforeTheOldOneCloses()
    {
        var old = await _harness.ConnectAsync();
        List<string> endsWhenOpened = [];
        _harness.Connector.Prepare = _ => endsWhenOpened.AddRange(old.Ends.Items);
        var known = _harness.Probe.Transitions.Items.Count;

        _harness.Time.Advance(_harness.Options.MaxConnectionAge);
        await old.Ends.FirstAsync(end => end == "close").Within();

        var seen = await _harness.Probe.Transitions.CountAsync(known + 1).Within();
        Assert.Equal((typeof(Connected), typeof(Connected)), (seen[^1].From.GetType(), seen[^1].To.GetType()));
        Assert.Empty(endsWhenOpened);
        Assert.Equal(2, _harness.Connection.Snapshot.Counters.Connects);
        Assert.Equal(_harness.Options.MaxConnectionAge, _harness.State.Since - seen[known - 1].At);
    }

    [Fact]
    public async Task Renew_EventBeforeThePong_OldConnectionStaysUntilThePong()
    {
        var old = await _harness.ConnectAsync();
        var renewed = await RenewSilentlyAsync();

        renewed.Push(EventFrames.Message("ahead of the pong"));
        await AcknowledgedAsync(renewed);
        Assert.Empty(old.Ends.Items);
        renewed.Push(ControlFrames.Pong(1, null));

        await old.Ends.FirstAsync(end => end == "close").Within();
    }

    [Fact]
    public async Task Renewing_EventsOnBothSockets_AreEachAcknowledgedWhereTheyCame()
    {
        var old = await _harness.ConnectAsync();
        var renewed = await RenewSilentlyAsync();

        old.Push(EventFrames.Message("on the old one"));
        renewed.Push(EventFrames.Message("on the new one"));
        await AcknowledgedAsync(old);
        await AcknowledgedAsync(renewed);

        Assert.Equal(2, _harness.Connection.Snapshot.Counters.Acked);
    }

    [Fact]
    public async Task Renewed_EventUnderWayOnTheOldSocket_IsAcknowledgedBeforeItCloses()
    {
        var old = await _harness.ConnectAsync();
        var verdict = new TaskCompletionSource<HandlerVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        _harness.Handler.Answer = (_, _) => new(verdict.Task);
        old.Push(EventFrames.Message("slow"));
        await _harness.Handler.Received.CountAsync(1).Within();
        var renewed = await RenewSilentlyAsync();
        var known = _harness.Probe.Transitions.Items.Count;

        renewed.Push(ControlFrames.Pong(1, null));
        await _harness.Probe.ReachedAsync<Connected>(known);
        Assert.Empty(old.Ends.Items);
        verdict.SetResult(HandlerVerdict.Accepted);
        await old.Ends.FirstAsync(end => end == "close").Within();

        Assert.Single(old.Sent.Items, static frame => frame.Method == FrameMethod.Data);
    }

    [Fact]
    public async Task UseAccount_AnotherSecret_OldConnectionStaysUntilTheNewOneAnswers()
    {
        var old = await _harness.ConnectAsync();
        var changed = _harness.Connection.Account with { AppSecret = "another" };
        _harness.Connector.Prepare = static socket => socket.AnswersPings = false;

        _harness.Connection.UseAccount(changed);
        var renewed = (await _harness.Connector.Sockets.CountAsync(2).Within(what: "the second socket"))[1];
        await renewed.Sent.CountAsync(1).Within(what: "the ping on the new socket");
        // As every look of the owner does until it sees the new account.
        _harness.Connection.UseAccount(changed);
        Assert.Empty(old.Ends.Items);
        renewed.Push(ControlFrames.Pong(1, null));
        await old.Ends.FirstAsync(end => end == "close").Within(what: "the old socket closed");

        Assert.Equal(["secret", "another"], _harness.Discovery.Calls.Items.Select(static account => account.AppSecret));
        Assert.Equal("another", _harness.Connection.Account.AppSecret);
        Assert.DoesNotContain(_harness.Probe.Transitions.Items, static transition => transition.To is Backoff or Stopped);
    }

    [Fact]
    public async Task Renewing_PlatformRefuses_OldConnectionStaysAndItIsTriedAgain()
    {
        var old = await _harness.ConnectAsync();
        _harness.Discovery.Refuse(new ConnectionFailure(FailureKind.DiscoveryRefused, 403, "refused"));
        var give = new FakeDiscovery().Answer;
        _harness.Connection.Renew();
        await _harness.Discovery.Calls.CountAsync(2).Within();
        Assert.IsType<Connected>(_harness.State);
        Assert.Empty(old.Ends.Items);

        _harness.Discovery.Answer = give;
        _harness.Connection.Renew();

        await old.Ends.FirstAsync(end => end == "close").Within();
        Assert.DoesNotContain(_harness.Probe.Transitions.Items, static transition => transition.To is Backoff or Faulted);
    }

    [Fact]
    public async Task Renewing_OldConnectionBreaks_NewOneTakesItsPlaceAtOnce()
    {
        var old = await _harness.ConnectAsync();
        var renewed = await RenewSilentlyAsync();
        var known = _harness.Probe.Transitions.Items.Count;

        old.Break();
        await _harness.Probe.ReachedAsync<Connecting>(known);
        renewed.Push(ControlFrames.Pong(1, null));
        await _harness.Probe.ReachedAsync<Connected>(known);

        Assert.Equal(2, _harness.Discovery.Calls.Items.Count);
        Assert.DoesNotContain(_harness.Probe.Transitions.Items, static transition => transition.To is Backoff);
    }

    [Fact]
    public async Task Renewing_OldConnectionBreaksAndNewOneWasRefused_ComesBackByTheOrdinaryWay()
    {
        var old = await _harness.ConnectAsync();
        var give = _harness.Discovery.Answer;
        _harness.Discovery.Refuse(new ConnectionFailure(FailureKind.DiscoveryUnreachable, null, "no route"));
        _harness.Connection.Renew();
        await _harness.Discovery.Calls.CountAsync(2).Within();
        _harness.Discovery.Answer = give;

        old.Break();
        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        var known = _harness.Probe.Transitions.Items.Count;
        _harness.Time.Advance(backoff.Due - _harness.Time.GetUtcNow());

        await _harness.Probe.ReachedAsync<Connected>(known);
    }

    [Fact]
    public async Task Stop_WhileRenewing_ReleasesBothSockets()
    {
        var old = await _harness.ConnectAsync();
        var renewed = await RenewSilentlyAsync();

        await _harness.Connection.StopAsync("test").Within();

        Assert.Contains("dispose", old.Ends.Items);
        Assert.Contains("dispose", renewed.Ends.Items);
        Assert.IsType<Stopped>(_harness.State);
    }

    [Fact]
    public async Task Renew_NotConnected_DoesNothing()
    {
        _harness.Connection.Renew();
        await _harness.ConnectAsync();

        Assert.Single(_harness.Discovery.Calls.Items);
    }

    /// <summary>A renewal whose new socket is open and has not answered yet.</summary>
    private async Task<FakeSocket> RenewSilentlyAsync()
    {
        _harness.Connector.Prepare = static socket => socket.AnswersPings = false;
        _harness.Connection.Renew();
        var renewed = (await _harness.Connector.Sockets.CountAsync(2).Within())[1];
        await renewed.Sent.CountAsync(1).Within(what: "the ping on the new socket");
        return renewed;
    }

    private static Task<Frame> AcknowledgedAsync(FakeSocket socket) =>
        socket.Sent.FirstAsync(static frame => frame.Method == FrameMethod.Data).Within(what: "an acknowledgement");
}
