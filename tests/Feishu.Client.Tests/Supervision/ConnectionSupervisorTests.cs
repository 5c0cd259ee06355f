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
    private readonly ConnectionHarness harness = new();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Start_PlatformAnswers_PingsAtOnceAndIsConnectedWithTheFirstFrame()
    {
        harness.Connector.Prepare = static socket => socket.AnswersPings = false;
        harness.Connection.Start();
        var socket = (await harness.Connector.Sockets.CountAsync(1).Within())[0];
        var ping = (await socket.Sent.CountAsync(1).Within())[0];
        await harness.Probe.StageAsync(ConnectStage.AwaitingFirstFrame);

        socket.Push(ControlFrames.Pong(33554678, null));
        await harness.Probe.ReachedAsync<Connected>();

        Assert.Equal((FrameMethod.Control, 33554678, FrameType.Ping), (ping.Method, ping.Service, ping.FindHeader(HeaderName.Type)));
    }

    [Fact]
    public async Task Connected_PingIntervalOver_PingsAgainAndMeasuresTheRoundTrip()
    {
        var socket = await harness.ConnectAsync();

        harness.Time.Advance(harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();

        Assert.IsType<Connected>(harness.State);
        Assert.NotNull(harness.Connection.Snapshot.PingRoundTrip);
    }

    [Fact]
    public async Task Connected_ServerWantsShorterPings_FollowsThePong()
    {
        var socket = await harness.ConnectAsync();

        socket.Push(ControlFrames.Pong(1, Protocol.Endpoints.ClientConfig.Default.Apply(new() { PingInterval = 7 })));
        socket.Push(EventFrames.Message("behind the pong"));
        await harness.Handler.Received.CountAsync(1).Within();
        harness.Time.Advance(harness.Options.PingInterval);
        await PingsAsync(socket, 2);
        harness.Time.Advance(TimeSpan.FromSeconds(7));
        await PingsAsync(socket, 3);

        Assert.IsType<Connected>(harness.State);
    }

    [Fact]
    public async Task Connected_PeerFrozen_IsStaleThenAbortedThenReplaced()
    {
        var socket = await harness.ConnectAsync();
        socket.AnswersPings = false;
        var frozenAt = harness.Time.GetUtcNow();

        harness.Time.Advance(harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();
        harness.Time.Advance(harness.Options.PongTimeout);
        await harness.Probe.ReachedAsync<Stale>();
        harness.Time.Advance(harness.Options.StaleGrace);
        var backoff = await harness.Probe.ReachedAsync<Backoff>();
        await socket.Ends.FirstAsync(end => end == "abort").Within();
        var abortedAfter = harness.Time.GetUtcNow() - frozenAt;
        harness.Time.Advance(backoff.Due - harness.Time.GetUtcNow());
        await harness.Connector.Sockets.CountAsync(2).Within();

        Assert.Equal(FailureKind.WentSilent, backoff.Cause.Kind);
        Assert.Equal(harness.Options.PingInterval + TimeSpan.FromSeconds(15), abortedAfter);
        Assert.DoesNotContain("close", socket.Ends.Items);
    }

    [Fact]
    public async Task Stale_AnyFrame_IsLife()
    {
        var socket = await harness.ConnectAsync();
        socket.AnswersPings = false;
        harness.Time.Advance(harness.Options.PingInterval);
        await socket.Sent.CountAsync(2).Within();
        harness.Time.Advance(harness.Options.PongTimeout);
        await harness.Probe.ReachedAsync<Stale>();
        var known = harness.Probe.Transitions.Items.Count;

        socket.Push([1, 2, 3], WebSocketMessageType.Text);

        await harness.Probe.ReachedAsync<Connected>(known);
        Assert.Single(harness.Connector.Sockets.Items);
    }

    [Fact]
    public async Task Connecting_DiscoveryHangs_EndsWithTheEndpointTimeout()
    {
        harness.Discovery.Answer = Hang<EndpointTicket>;
        harness.Connection.Start();
        await harness.Probe.StageAsync(ConnectStage.Discovering);

        harness.Time.Advance(harness.Options.EndpointTimeout);

        Assert.Equal(FailureKind.DiscoveryTimedOut, (await harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
    }

    [Fact]
    public async Task Connecting_HandshakeHangs_EndsWithTheHandshakeTimeout()
    {
        harness.Connector.Answer = Hang<ISocket>;
        harness.Connection.Start();
        await harness.Probe.StageAsync(ConnectStage.Handshaking);

        harness.Time.Advance(harness.Options.HandshakeTimeout);

        Assert.Equal(FailureKind.HandshakeTimedOut, (await harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
    }

    [Fact]
    public async Task Connecting_NoFirstFrame_IsNotConnected()
    {
        harness.Connector.Prepare = static socket => socket.AnswersPings = false;
        harness.Connection.Start();
        await harness.Probe.StageAsync(ConnectStage.AwaitingFirstFrame);

        harness.Time.Advance(harness.Options.PongTimeout + harness.Options.StaleGrace);

        Assert.Equal(FailureKind.NoFirstFrame, (await harness.Probe.ReachedAsync<Backoff>()).Cause.Kind);
        Assert.DoesNotContain(harness.Probe.Transitions.Items, transition => transition.To is Connected);
    }

    [Fact]
    public async Task Connected_SocketBreaks_ConnectsAgainOnANewSocket()
    {
        var socket = await harness.ConnectAsync();

        socket.Break();
        var backoff = await harness.Probe.ReachedAsync<Backoff>();
        harness.Time.Advance(backoff.Due - harness.Time.GetUtcNow());
        await harness.Connector.Sockets.CountAsync(2).Within();

        Assert.Equal(2, harness.Discovery.Calls.Items.Count);
    }

    [Fact]
    public async Task LateCallbacks_OfAnOldAttempt_ChangeNothing()
    {
        var old = await harness.ConnectAsync();
        var known = harness.Probe.Transitions.Items.Count;
        old.AnswersClose = false;
        harness.Connection.Reconnect();
        await harness.Probe.ReachedAsync<Connected>(known);
        var events = harness.Connection.Snapshot.Counters.Events;

        old.Break();
        await old.Ends.FirstAsync(end => end == "dispose").Within();

        Assert.IsType<Connected>(harness.State);
        Assert.Equal(events, harness.Connection.Snapshot.Counters.Events);
    }

    [Fact]
    public async Task UseAccount_WhileFaulted_TriesAtOnceWithTheNewSecret()
    {
        harness.Discovery.Refuse(new ConnectionFailure(FailureKind.DiscoveryRefused, 1000040345, "wrong secret"));
        harness.Connection.Start();
        var faulted = await harness.Probe.ReachedAsync<Faulted>();
        var fresh = new FakeDiscovery();
        harness.Discovery.Answer = cancellation => fresh.Answer(cancellation);

        harness.Connection.UseAccount(harness.Connection.Account with { AppSecret = "right" });
        await harness.Probe.ReachedAsync<Connected>();

        Assert.Equal(FaultReason.CredentialInvalid, faulted.Reason);
        Assert.Equal(["secret", "right"], harness.Discovery.Calls.Items.Select(account => account.AppSecret));
    }

    [Fact]
    public async Task PlatformOutageOver_OneAccountGetsThrough_WakesTheOthers()
    {
        await using var other = new ConnectionHarness();
        var outage = new ConnectionFailure(FailureKind.DiscoveryUnreachable, null, "refused");
        harness.Discovery.Refuse(outage);
        harness.Connection.Start();
        await harness.Probe.ReachedAsync<Backoff>();
        for (var failure = 0; failure < PlatformWatch.OutageSize; failure++)
            harness.Watch.ReportFailure(outage, harness.Time.GetUtcNow());
        harness.Discovery.Answer = other.Discovery.Answer;

        harness.Watch.ReportDiscovered();

        await harness.Probe.ReachedAsync<Connected>();
    }

    [Fact]
    public async Task IsStuck_DueTimeLongPast_Shows()
    {
        using var hang = new ManualResetEventSlim();
        harness.Probe.OnEach = transition =>
        {
            if (transition.To is Connected)
                hang.Wait(Waiting.Limit);
        };
        await harness.ConnectAsync();
        var healthy = harness.Connection.Snapshot.IsStuck;

        harness.Time.Advance(harness.Options.PingInterval + harness.Options.StaleAfter + TimeSpan.FromSeconds(1));
        var stuck = harness.Connection.Snapshot.IsStuck;
        hang.Set();

        Assert.Equal((false, true), (healthy, stuck));
    }

    [Fact]
    public async Task Stop_HandlerUnderWay_AcknowledgesFirstThenSaysGoodbye()
    {
        var release = new TaskCompletionSource<HandlerVerdict>();
        harness.Handler.Answer = (_, _) => new ValueTask<HandlerVerdict>(release.Task);
        var socket = await harness.ConnectAsync();
        socket.Push(Frames.EventFrames.Message("m-1"));
        await harness.Handler.Received.CountAsync(1).Within();

        var stop = harness.Connection.StopAsync("test");
        release.SetResult(HandlerVerdict.Accepted);
        await stop.Within();

        Assert.Contains(socket.Sent.Items, frame => frame.Method == FrameMethod.Data);
        Assert.Equal(["close", "abort", "dispose"], socket.Ends.Items);
        Assert.Equal(1, harness.Connection.Snapshot.Counters.Acked);
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
