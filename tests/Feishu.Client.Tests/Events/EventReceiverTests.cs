using System.Text;
using Feishu.Client.Events;
using Feishu.Client.Tests.Frames;
using Feishu.Protocol.Frames;
using Feishu.Client.Tests.Clients;

namespace Feishu.Client.Tests.Events;

public sealed class EventReceiverTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Event_HandlerAccepts_IsAcknowledgedOnItsSocketWithEverythingEchoed()
    {
        var socket = await _harness.ConnectAsync();
        var sent = EventFrames.Message("m-1");

        socket.Push(sent);
        var ack = await AckAsync(socket);

        Assert.Equal("{\"code\":200}", ack.Payload.ToStringUtf8());
        Assert.Equal((sent.SeqID, sent.LogID, sent.Service, sent.LogIDNew), (ack.SeqID, ack.LogID, ack.Service, ack.LogIDNew));
        Assert.Equal(sent.Headers, ack.Headers.Take(sent.Headers.Count));
        Assert.Equal(HeaderName.BizRt, ack.Headers[^1].Key);
    }

    [Fact]
    public async Task Event_HandlerThrows_IsAnsweredWith500()
    {
        _harness.Handler.Answer = static (_, _) => throw new InvalidOperationException("full disk");
        var socket = await _harness.ConnectAsync();

        socket.Push(EventFrames.Message("m-1"));
        var ack = await AckAsync(socket);

        Assert.Equal("{\"code\":500}", ack.Payload.ToStringUtf8());
        await DrainAsync();
        Assert.Equal((0, 1), (_harness.Connection.Snapshot.Counters.Acked, _harness.Connection.Snapshot.Counters.Refused));
    }

    [Fact]
    public async Task Event_HandlerTooLate_IsAnsweredWith500AtTheDeadline()
    {
        var asked = new TaskCompletionSource();
        _harness.Handler.Answer = async (_, deadline) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, deadline);
            return HandlerVerdict.Accepted;
        };
        var socket = await _harness.ConnectAsync();
        socket.Push(EventFrames.Message("m-1"));
        await asked.Task.Within();

        _harness.Time.Advance(EventReceiver.AckDeadline);

        Assert.Equal("{\"code\":500}", (await AckAsync(socket)).Payload.ToStringUtf8());
    }

    [Fact]
    public async Task Callback_HandlerResponds_AnswerTravelsInTheAck()
    {
        _harness.Handler.Answer = static (_, _) => ValueTask.FromResult(HandlerVerdict.Respond("""{"toast":{"type":"info","content":"好"}}"""u8.ToArray()));
        var socket = await _harness.ConnectAsync();

        socket.Push(EventFrames.Message("m-1", """{"schema":"2.0","header":{"event_id":"e1","event_type":"card.action.trigger"},"event":{}}"""));
        var ack = await AckAsync(socket);

        var data = System.Text.Json.JsonDocument.Parse(ack.Payload.Memory).RootElement.GetProperty("data").GetBytesFromBase64();
        Assert.Equal("""{"toast":{"type":"info","content":"好"}}""", Encoding.UTF8.GetString(data));
    }

    [Fact]
    public async Task Fragments_SplitInsideACodePoint_ReachTheHandlerWhole()
    {
        var socket = await _harness.ConnectAsync();
        var payload = Encoding.UTF8.GetBytes("""{"schema":"2.0","header":{"event_id":"e1","event_type":"im.message.receive_v1"},"event":{"text":"你好"}}""");
        var cut = Array.IndexOf(payload, (byte)0xE4) + 1;

        socket.Push(EventFrames.Part("m-1", 2, 1, payload.AsSpan(cut)));
        socket.Push(EventFrames.Part("m-1", 2, 0, payload.AsSpan(0, cut)));
        await AckAsync(socket);

        Assert.Equal(payload, Assert.Single(_harness.Handler.Received.Items).Payload.ToArray());
    }

    [Fact]
    public async Task Event_NotJson_IsHandedOverAsUnknown()
    {
        var socket = await _harness.ConnectAsync();

        socket.Push(EventFrames.Message("m-1", "no json"));
        await AckAsync(socket);

        Assert.Equal("unknown", Assert.Single(_harness.Handler.Received.Items).Type);
    }

    [Fact]
    public async Task Events_MoreThanTheCapacity_AreRefusedAndTheReaderGoesOn()
    {
        var release = new TaskCompletionSource<HandlerVerdict>();
        _harness.Handler.Answer = (_, _) => new ValueTask<HandlerVerdict>(release.Task);
        var socket = await _harness.ConnectAsync();

        for (var i = 0; i <= EventReceiver.Capacity; i++)
            socket.Push(EventFrames.Message($"m-{i}"));
        var refusal = await AckAsync(socket);
        release.SetResult(HandlerVerdict.Accepted);
        await socket.Sent.WhenAsync(sent => sent.Count(frame => frame.Method == FrameMethod.Data) == EventReceiver.Capacity + 1).Within();

        Assert.Equal("{\"code\":500}", refusal.Payload.ToStringUtf8());
        await DrainAsync();
        Assert.Equal((EventReceiver.Capacity, 1), (_harness.Connection.Snapshot.Counters.Acked, _harness.Connection.Snapshot.Counters.Refused));
    }

    [Fact]
    public async Task Events_SlowFirst_DoesNotHoldTheSecond()
    {
        var release = new TaskCompletionSource<HandlerVerdict>();
        _harness.Handler.Answer = (received, _) => received.DeliveryId == "slow" ? new ValueTask<HandlerVerdict>(release.Task) : ValueTask.FromResult(HandlerVerdict.Accepted);
        var socket = await _harness.ConnectAsync();

        socket.Push(EventFrames.Message("slow"));
        socket.Push(EventFrames.Message("fast"));
        var first = await AckAsync(socket);
        release.SetResult(HandlerVerdict.Accepted);

        Assert.Equal("fast", first.FindHeader(HeaderName.MessageId));
    }

    // An event is counted behind its acknowledgement; a connection that has stopped has counted all of them.
    private Task DrainAsync() => _harness.Connection.StopAsync("test").Within(what: "the end of the connection");

    private static Task<Frame> AckAsync(FakeSocket socket) =>
        socket.Sent.FirstAsync(frame => frame.Method == FrameMethod.Data).Within(what: "an acknowledgement");
}
