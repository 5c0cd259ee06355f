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
    private readonly Outbox _outbox;
    private readonly DateTimeOffset _since;
    private long _lastFrameAt;
    private int _ended;

    public LiveConnection(Ticket ticket, FakeApp app, FakePlatform platform, WebSocket socket, Wire wire)
    {
        (Id, ServiceId) = (ticket.DeviceId, ticket.ServiceId);
        (_app, _platform, _socket, _wire) = (app, platform, socket, wire);
        _outbox = new Outbox(socket, error => End(DisconnectedBy.Network, null, error.Message));
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

    public void Report(BrokenRule rule, string detail) => _app.Log.Append(new Violation(Id, rule, detail));

    public void Close(int code, string reason)
    {
        _ = _outbox.PostCloseAsync(code, reason);
        End(DisconnectedBy.Server, code, reason);
        _platform.Schedule.In(CloseTimeout, _socket.Abort);
    }

    public void Reset()
    {
        End(DisconnectedBy.Server, null, "reset");
        _wire.Reset();
    }

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

        _app.Set.Remove(this);
        _app.Log.Append(new Disconnected(Id, by, code, reason, _app.LiveConnections));
        _app.Desk.OnConnectionLost(this);
    }
}
