using System.Net.WebSockets;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Endpoints;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Sockets;

/// <summary>One accepted socket. Owns no timer: what is due later is on the platform's schedule.</summary>
internal sealed class LiveConnection
{
    // A peer that answers no close frame is cut off.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private readonly FakeApp _app;
    private readonly FakePlatform _platform;
    private readonly WebSocket _socket;
    private readonly Wire _wire;
    private readonly SocketStream _stream;
    private readonly Outbox _outbox;
    private readonly DateTimeOffset _since;
    private long _lastFrameAt;
    private int _ended;
    private volatile bool _deaf;

    public LiveConnection(Ticket ticket, FakeApp app, FakePlatform platform, SocketStream stream, Wire wire)
    {
        (Id, ServiceId) = (ticket.DeviceId, ticket.ServiceId);
        (_app, _platform, _stream, _wire) = (app, platform, stream, wire);

        // The protocol has its own ping; a keep-alive would cost a timer each and hide frozen peers.
        _socket = WebSocket.CreateFromStream(stream, new() { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        _outbox = new Outbox(_socket, error => End(DisconnectedBy.Network, null, error.Message));
        _since = platform.Time.GetUtcNow();
        _lastFrameAt = platform.Time.GetTimestamp();
    }

    public string Id { get; }

    public int ServiceId { get; }

    public SocketStatus Info =>
        new(Id, _since, _platform.Time.GetUtcNow() - _platform.Time.GetElapsedTime(Volatile.Read(ref _lastFrameAt)), !_wire.Thawed.IsCompleted);

    /// <summary>Reads until the socket ends.</summary>
    public async Task RunAsync(CancellationToken gone)
    {
        try
        {
            while (await ReadOneAsync(gone))
            {
            }

            if (_socket.State == WebSocketState.CloseReceived)
                await _outbox.PostCloseAsync((int)WebSocketCloseStatus.NormalClosure, null);
        }
        catch (Exception e) when (Broken.Is(e))
        {
            End(DisconnectedBy.Network, null, e.Message);
        }
        finally
        {
            _socket.Dispose();
        }
    }

    public void Send(byte[] frame) => _outbox.PostFrame(frame);

    /// <summary>Sends a frame of an event, unless the connection is deaf.</summary>
    public void Deliver(byte[] frame)
    {
        if (!_deaf)
            Send(frame);
    }

    /// <summary>Sends whole WebSocket messages that are encoded already, in one write, unless the connection is deaf.</summary>
    public void SendEncoded(ReadOnlyMemory<byte> messages)
    {
        if (!_deaf)
            _outbox.Post(_ => _stream.WriteAsync(messages));
    }

    public void SendStrange(StrangeMessage message)
    {
        var (bytes, type) = StrangeMessages.Build(message, ServiceId, _platform.Dice);
        if (type is { } known)
            _outbox.Post(open => open.SendAsync(bytes.AsMemory(), known, endOfMessage: true, CancellationToken.None));
        else
            _outbox.Post(_ => _stream.WriteAsync(bytes));
    }

    /// <summary>Keeps everything written from the upgrade on, so that it leaves in one piece with the next frame.</summary>
    public void SendTogetherWithUpgrade(byte[] frame)
    {
        _outbox.Post(_ =>
        {
            _wire.Output.Release();
            return ValueTask.CompletedTask;
        });
        Send(frame);
    }

    public void Report(BrokenRule rule, string detail) => _app.Log.Append(new Violation(Id, rule, detail));

    public void Close(int code, string reason)
    {
        _ = _outbox.PostCloseAsync(code, reason);
        End(DisconnectedBy.Server, code, reason);
        _platform.Schedule.In(CloseTimeout, _wire.Finish);
    }

    public void Reset()
    {
        End(DisconnectedBy.Server, null, "reset");
        _wire.Reset();
    }

    public void Drop(string reason)
    {
        End(DisconnectedBy.Server, null, reason);
        _wire.Finish();
    }

    public void Deafen() => _deaf = true;

    public void Drip(int bytesPerSecond) => _stream.Drip(bytesPerSecond);

    public void Freeze() => _wire.Freeze();

    public void Thaw() => _wire.Thaw();

    private async Task<bool> ReadOneAsync(CancellationToken gone)
    {
        using InboundMessage message = new();
        var type = await message.ReadAsync(_socket, gone);
        Volatile.Write(ref _lastFrameAt, _platform.Time.GetTimestamp());
        if (type == WebSocketMessageType.Close)
        {
            End(DisconnectedBy.Client, (int?)_socket.CloseStatus, _socket.CloseStatusDescription);
            return false;
        }

        if (message.TooLarge)
            Close((int)WebSocketCloseStatus.MessageTooBig, "frame too large");
        else if (type == WebSocketMessageType.Text)
            Report(BrokenRule.BinaryOnly, "a text message");
        else
            Decode(message.Bytes);
        return true;
    }

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            InboundFrame.Handle(FrameCodec.Decode(bytes), this, _app, _platform);
        }
        catch (FrameFormatException e)
        {
            Report(BrokenRule.Frame, e.Message);
        }
    }

    private void End(DisconnectedBy by, int? code, string? reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 1)
            return;

        var haunting = by == DisconnectedBy.Network ? _platform.Settings.GhostLifetime : TimeSpan.Zero;
        if (haunting > TimeSpan.Zero)
            Deafen();
        else
            _app.Set.Remove(this);

        _app.Log.Append(new Disconnected(Id, by, code, reason, _app.LiveConnections));
        if (haunting > TimeSpan.Zero)
            _platform.Schedule.In(haunting, Leave);
        else
            Leave();
    }

    private void Leave()
    {
        _app.Set.Remove(this);
        _app.Desk.OnConnectionLost(this);
    }
}
