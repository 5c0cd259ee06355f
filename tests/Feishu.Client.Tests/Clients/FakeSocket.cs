using System.Net.WebSockets;
using System.Threading.Channels;
using Feishu.Client.Sockets;
using Feishu.Client.Supervision;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Tests.Clients;

/// <summary>A socket whose other end is the test. Answers pings unless told not to.</summary>
internal sealed class FakeSocket : ISocket
{
    private readonly Channel<Message> _inbound = Channel.CreateUnbounded<Message>();
    private Message? _current;
    private int _offset;

    public Signal<Frame> Sent { get; } = new();

    public Signal<string> Ends { get; } = new();

    public bool AnswersPings { get; set; } = true;

    /// <summary>Whether a Close frame of ours is answered.</summary>
    public bool AnswersClose { get; set; } = true;

    public int? CloseCode { get; private set; }

    public void Push(Frame frame) => Push(FrameCodec.Encode(frame));

    public void Push(byte[] message, WebSocketMessageType type = WebSocketMessageType.Binary) => _inbound.Writer.TryWrite(new(message, type, null));

    public void PushClose(int code) => _inbound.Writer.TryWrite(new([], WebSocketMessageType.Close, code));

    public void Break() => _inbound.Writer.TryComplete(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

    public async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        _current ??= await NextAsync(cancellation);
        if (_current.Type == WebSocketMessageType.Close)
        {
            CloseCode = _current.CloseCode;
            return new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, endOfMessage: true);
        }

        var count = Math.Min(buffer.Length, _current.Bytes.Length - _offset);
        _current.Bytes.AsSpan(_offset, count).CopyTo(buffer.Span);
        _offset += count;
        var type = _current.Type;
        // As the framework's socket: an empty read ends a message only when there is nothing in it.
        var end = _offset == _current.Bytes.Length && (buffer.Length > 0 || _offset == 0);
        if (end)
        {
            _current = null;
            _offset = 0;
        }

        return new ValueWebSocketReceiveResult(count, type, end);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var frame = FrameCodec.Decode(message.Span);
        Sent.Add(frame);
        if (AnswersPings && frame.FindHeader(HeaderName.Type) == FrameType.Ping)
            Push(ControlFrames.Pong(frame.Service, null));
        return ValueTask.CompletedTask;
    }

    public Task CloseOutputAsync(CancellationToken cancellation)
    {
        Ends.Add("close");
        if (AnswersClose)
            PushClose(1000);
        return Task.CompletedTask;
    }

    public void Abort() => Ends.Add("abort");

    public void Dispose() => Ends.Add("dispose");

    private async ValueTask<Message> NextAsync(CancellationToken cancellation)
    {
        try
        {
            return await _inbound.Reader.ReadAsync(cancellation);
        }
        catch (ChannelClosedException closed) when (closed.InnerException is WebSocketException broken)
        {
            throw broken;
        }
    }

    private sealed record Message(byte[] Bytes, WebSocketMessageType Type, int? CloseCode);
}

/// <summary>Opens fake sockets.</summary>
internal sealed class FakeConnector : ISocketConnector
{
    public Signal<FakeSocket> Sockets { get; } = new();

    public Action<FakeSocket> Prepare { get; set; } = static _ => { };

    public Func<CancellationToken, Task<StepResult<ISocket>>>? Answer { get; set; }

    public Task<StepResult<ISocket>> ConnectAsync(Uri url, CancellationToken cancellation)
    {
        if (Answer is { } answer)
            return answer(cancellation);
        var socket = new FakeSocket();
        Prepare(socket);
        Sockets.Add(socket);
        return Task.FromResult(StepResult<ISocket>.Of(socket));
    }
}
