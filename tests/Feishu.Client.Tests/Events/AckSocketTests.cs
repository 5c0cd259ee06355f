using Feishu.Client.Events;
using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;
using Feishu.Client.Tests.Frames;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Tests.Events;

/// <summary>An acknowledgement goes out on the socket that brought the frame, or not at all.</summary>
public sealed class AckSocketTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Event_SocketReplacedMeanwhile_IsNotAcknowledgedOnTheNewOne()
    {
        var verdict = new TaskCompletionSource<HandlerVerdict>();
        _harness.Handler.Answer = (_, _) => new ValueTask<HandlerVerdict>(verdict.Task);
        var old = await _harness.ConnectAsync();
        old.Push(EventFrames.Message("m-1"));
        await _harness.Handler.Received.CountAsync(1).Within();
        old.Break();
        await _harness.Probe.ReachedAsync<Backoff>();
        var mark = _harness.Probe.Transitions.Items.Count;
        _harness.Time.Advance(_harness.Options.InitialBackoff);
        await _harness.Probe.ReachedAsync<Connected>(mark);
        var fresh = _harness.Connector.Sockets.Items[^1];

        verdict.SetResult(HandlerVerdict.Accepted);
        _harness.Handler.Answer = static (_, _) => ValueTask.FromResult(HandlerVerdict.Accepted);
        fresh.Push(EventFrames.Message("m-2"));
        var acks = await fresh.Sent.WhenAsync(static all => all.Any(static frame => frame.Method == FrameMethod.Data)).Within(what: "the acknowledgement of m-2");

        Assert.NotSame(old, fresh);
        Assert.All(acks.Where(static frame => frame.Method == FrameMethod.Data), static ack => Assert.Equal("m-2", ack.FindHeader(HeaderName.MessageId)));
    }

    [Fact]
    public async Task CardFrame_IsHandledAsAnEventFrameIs()
    {
        var socket = await _harness.ConnectAsync();
        var card = EventFrames.Message("m-1", """{"schema":"2.0","header":{"event_id":"e1","event_type":"card.action.trigger"},"event":{}}""");
        card.Headers.First(static header => header.Key == HeaderName.Type).Value = FrameType.Card;

        socket.Push(card);
        var received = (await _harness.Handler.Received.CountAsync(1).Within())[0];
        await socket.Sent.WhenAsync(static all => all.Any(static frame => frame.Method == FrameMethod.Data)).Within(what: "the acknowledgement");

        Assert.Equal("card.action.trigger", received.Envelope?.EventType);
    }
}
