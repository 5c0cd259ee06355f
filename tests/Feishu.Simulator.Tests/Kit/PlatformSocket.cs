using System.Net.WebSockets;
using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>One open socket of a test client.</summary>
internal sealed class PlatformSocket : IDisposable
{
    private readonly ClientWebSocket _socket;

    private PlatformSocket(ClientWebSocket socket, TicketUrl url) => (_socket, Url) = (socket, url);

    public TicketUrl Url { get; }

    public ClientWebSocket Raw => _socket;

    public static async Task<PlatformSocket> OpenAsync(string url)
    {
        ClientWebSocket socket = new();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri(url), CancellationToken.None).Within(what: "the upgrade");
        }
        catch (WebSocketException e) when (socket.HttpStatusCode != 0)
        {
            throw new UpgradeRefusedException(
                HandshakeRefusal.FromHeaders((int)socket.HttpStatusCode, name => Header(socket, name)), e);
        }

        return new PlatformSocket(socket, TicketUrl.TryParse(url, out var ticket) ? ticket! : throw new InvalidOperationException("Not a ticket URL."));
    }

    public Task SendAsync(Frame frame) => SendAsync(FrameCodec.Encode(frame), WebSocketMessageType.Binary);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        await _socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).Within(what: "sending");

    public Task PingAsync() => SendAsync(ControlFrames.Ping(Url.ServiceId));

    public async Task<Frame> ReceiveAsync()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().Within(what: "a frame");
            Assert.Equal(WebSocketMessageType.Binary, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
                return FrameCodec.Decode(buffer.AsSpan(0, length));
        }
    }

    /// <summary>Waits for a frame and acknowledges it.</summary>
    public async Task<Frame> AcknowledgeNextAsync(int code = AckCode.Ok, byte[]? answer = null)
    {
        var frame = await ReceiveAsync();
        await SendAsync(Acknowledgement.Build(frame, code, answer, TimeSpan.FromMilliseconds(1)));
        return frame;
    }

    public async Task<WebSocketReceiveResult> ReceiveCloseAsync() =>
        await _socket.ReceiveAsync(new ArraySegment<byte>(new byte[16]), CancellationToken.None).Within(what: "a close frame");

    public async Task CloseAsync() =>
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None).Within(what: "closing");

    public void Dispose() => _socket.Dispose();

    private static string? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.First();
}
