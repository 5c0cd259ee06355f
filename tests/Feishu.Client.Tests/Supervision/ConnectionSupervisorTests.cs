using System.Net.WebSockets;
using Feishu.Client.Endpoints;
using Feishu.Client.Events;
using Feishu.Client.Sockets;
using Feishu.Client.Supervision;
using Feishu.Protocol.Frames;
using Feishu.Client.Tests.Clients;
using Feishu.Client.Tests.Frames;

namespace Feishu.Client.Tests.Supervision;

/// <summary>The supervisor with a clock that the test drives and a platform made of fakes.</summary>
public sealed class ConnectionSupervisorTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Start_PlatformAnswers_PingsAtOnceAndIsConnectedWithTheFirstFrame()
    {
        _harness.Connector.Prepare = static socket => socket.AnswersPings = false;
        _harness.Connection.Start();
        var socket = (await _harness.Connector.Sockets.CountAsync(1).Within())[0];
        var ping = (await socket.Sent.CountAsync(1).Within())[0];
        await _harness.Probe.StageAsync(ConnectStage.AwaitingFirstFrame);

        socket.Push(ControlFrames.Pong(33554678, null));
        await _harness.Probe.ReachedAsync<Connected>();

        Assert.Equal((FrameMethod.Control, 33554678, FrameType.Ping), (ping.Method, ping.Service, ping.FindHeader(HeaderName.Type)));
    }

    [Fact]
    public async Task Connected_PingIntervalOver_PingsAgainAndMeasuresTheRoundTrip()
    {
        var socket = await _harness.ConnectAsync();

        _harness.Time.Advance(_harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();

        Assert.IsType<Connected>(_harness.State);
        Assert.NotNull(_harness.Connection.Snapshot.PingRoundTrip);
    }

    [Fact]
    public async Task Connected_ServerWantsShorterPings_FollowsThePong()
    {
        var socket = await _harness.ConnectAsync();

        socket.Push(ControlFrames.Pong(1, Protocol.Endpoints.ClientConfig.Default.Apply(new() { PingInterval = 7 })));
        socket.Push(EventFrames.Message("behind the pong"));
        await _harness.Handler.Received.CountAsync(1).Within();
        _harness.Time.Advance(_harness.Options.PingInterval);
        await PingsAsync(socket, 2);
        _harness.Time.Advance(TimeSpan.FromSeconds(7));
        await PingsAsync(socket, 3);

        Assert.IsType<Connected>(_harness.State);
    }

    [Fact]
    public async Task Connected_PeerFrozen_IsStaleThenAbortedThenReplaced()
    {
        var socket = await _harness.ConnectAsync();
        socket.AnswersPings = false;
        var frozenAt = _harness.Time.GetUtcNow();

        _harness.Time.Advance(_harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();
        _harness.Time.Advance(_harness.Options.PongTimeout);
        await _harness.Probe.ReachedAsync<Stale>();
        _harness.Time.Advance(_harness.Options.StaleGrace);
        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        await socket.Ends.FirstAsync(end => end == "abort").Within();
        var abortedAfter = _harness.Time.GetUtcNow() - frozenAt;
        _harness.Time.Advance(backoff.Due - _harness.Time.GetUtcNow());
        await _harness.Connector.Sockets.CountAsync(2).Within();

        Assert.Equal(FailureKind.WentSilent, backoff.Cause.Kind);
        Assert.Equal(_harness.Options.PingInterval + TimeSpan.FromSeconds(15), abortedAfter);
        Assert.DoesNotContain("close", socket.Ends.Items);
    }

    [Fact]
    public async Task Stale_AnyFrame_IsLife()
    {
        var socket = await _harness.ConnectAsync();
        socket.AnswersPings = false;
        _harness.Time.Advance(_harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();
        _harness.Time.Advance(_harness.Options.PongTimeout);
        await _harness.Probe.ReachedAsync<Stale>();
        var known = _harness.Probe.Transitions.Items.Count;

        socket.Push([1, 2, 3], WebSocketMessageType.Text);

        await _harness.Probe.ReachedAsync<Connected>(known);
        Assert.Single(_harness.Connector.Sockets.Items);
    }

    [Fact]
    public async Task Connecting_DiscoveryHangs_EndsWithTheEndpointTimeout()
    {
        _harness.Discovery.Answer = Hang<EndpointTicket>;
        _harness.Connection.Start();
        await _harness.Probe.StageAsync(ConnectStage.Discovering);

        _harness.Time.Advance(_harness.Options.EndpointTimeout);

        Assert.Equal(FailureKind.DiscoveryTimedOut, (await _harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
    }

    [Fact]
    public async Task Connecting_HandshakeHangs_EndsWithTheHandshakeTimeout()
    {
        _harness.Connector.Answer = Hang<ISocket>;
        _harness.Connection.Start();
        await _harness.Probe.StageAsync(ConnectStage.Handshaking);

        _harness.Time.Advance(_harness.Options.HandshakeTimeout);

        Assert.Equal(FailureKind.HandshakeTimedOut, (await _harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
    }

    [Fact]
    public async Task Connecting_NoFirstFrame_IsNotConnected()
    {
        _harness.Connector.Prepare = static socket => socket.AnswersPings = false;
        _harness.Connection.Start();
        await _harness.Probe.StageAsync(ConnectStage.AwaitingFirstFrame);

        _harness.Time.Advance(_harness.Options.PongTimeout + _harness.Options.StaleGrace);

        Assert.Equal(FailureKind.NoFirstFrame, (await _harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
        Assert.DoesNotContain(_harness.Probe.Transitions.Items, transition => transition.To is Connected);
    }

    [Fact]
    public async Task Connected_SocketBreaks_ConnectsAgainOnANewSocket()
    {
        var socket = await _harness.ConnectAsync();

        socket.Break();
        var backoff = await _harness.Probe.ReachedAsync<Backoff>();
        _harness.Time.Advance(backoff.Due - _harness.Time.GetUtcNow());
        await _harness.Connector.Sockets.CountAsync(2).Within();

        Assert.Equal(2, _harness.Discovery.Calls.Items.Count);
    }

    [Fact]
    public async Task LateCallbacks_OfAnOldAttempt_ChangeNothing()
    {
        var old = await _harness.ConnectAsync();
        var known = _harness.Probe.Transitions.Items.Count;
        old.AnswersClose = false;
        _harness.Connection.Reconnect();
        await _harness.Probe.ReachedAsync<Connected>(known);
        var events = _harness.Connection.Snapshot.Counters.Events;

        old.Break();
        await old.Ends.FirstAsync(end => end == "dispose").Within();

        Assert.IsType<Connected>(_harness.State);
        Assert.Equal(events, _harness.Connection.Snapshot.Counters.Events);
    }

    [Fact]
    public async Task UseAccount_WhileFaulted_TriesAtOnceWithTheNewSecret()
    {
        _harness.Discovery.Refuse(new ConnectionFailure(FailureKind.DiscoveryRefused, 1000040345, "wrong secret"));
        _harness.Connection.Start();
        var faulted = await _harness.Probe.ReachedAsync<Faulted>();
        var fresh = new FakeDiscovery();
        _harness.Discovery.Answer = cancellation => fresh.Answer(cancellation);

        _harness.Connection.UseAccount(_harness.Connection.Account with { AppSecret = "right" });
        await _harness.Probe.ReachedAsync<Connected>();

        Assert.Equal(FaultReason.CredentialInvalid, faulted.Reason);
        Assert.Equal(["secret", "right"], _harness.Discovery.Calls.Items.Select(account => account.AppSecret));
    }

    [Fact]
    public async Task PlatformOutageOver_OneAccountGetsThrough_WakesTheOthers()
    {
        await using var other = new ConnectionHarness();
        var outage = new ConnectionFailure(FailureKind.DiscoveryUnreachable, null, "refused");
        _harness.Discovery.Refuse(outage);
        _harness.Connection.Start();
        await _harness.Probe.ReachedAsync<Backoff>();
        for (var failure = 0; failure < PlatformWatch.OutageSize; failure++)
            _harness.Watch.ReportFailure(_harness.Connection.Account, outage, _harness.Time.GetUtcNow());
        _harness.Discovery.Answer = other.Discovery.Answer;

        _harness.Watch.ReportDiscovered(_harness.Connection.Account);

        await _harness.Probe.ReachedAsync<Connected>();
    }

    [Fact]
    public async Task IsStuck_DueTimeLongPast_Shows()
    {
        using var hang = new ManualResetEventSlim();
        _harness.Probe.OnEach = transition =>
        {
            if (transition.To is Connected)
                hang.Wait(Waiting.Limit);
        };
        await _harness.ConnectAsync();
        var healthy = _harness.Connection.Snapshot.IsStuck;

        _harness.Time.Advance(_harness.Options.PingInterval + _harness.Options.StaleAfter + TimeSpan.FromSeconds(1));
        var stuck = _harness.Connection.Snapshot.IsStuck;
        hang.Set();

        Assert.Equal((false, true), (healthy, stuck));
    }

    [Fact]
    public async Task Stop_HandlerUnderWay_AcknowledgesFirstThenSaysGoodbye()
    {
        var release = new TaskCompletionSource<HandlerVerdict>();
        _harness.Handler.Answer = (_, _) => new ValueTask<HandlerVerdict>(release.Task);
        var socket = await _harness.ConnectAsync();
        socket.Push(Frames.EventFrames.Message("m-1"));
        await _harness.Handler.Received.CountAsync(1).Within();

        var stop = _harness.Connection.StopAsync("test");
        release.SetResult(HandlerVerdict.Accepted);
        await stop.Within();

        Assert.Contains(socket.Sent.Items, frame => frame.Method == FrameMethod.Data);
        Assert.Equal(["close", "abort", "dispose"], socket.Ends.Items);
        Assert.Equal(1, _harness.Connection.Snapshot.Counters.Acked);
    }

    private static async Task<StepResult<T>> Hang<T>(CancellationToken cancellation)
        where T : class
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("Only cancellation ends this.");
    }

    private static async Task PingsAsync(FakeSocket socket, int count) =>
        await socket.Sent.WhenAsync(all => all.Count(static frame => frame.Method == FrameMethod.Control) >= count).Within(what: $"{count} pings");
}
