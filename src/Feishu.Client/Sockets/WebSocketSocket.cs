using System.Net.WebSockets;

namespace Feishu.Client.Sockets;

/// <summary>A socket of the framework's client.</summary>
internal sealed class WebSocketSocket(WebSocket socket) : ISocket
{
    public int? CloseCode => (int?)socket.CloseStatus;

    public ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        socket.ReceiveAsync(buffer, cancellation);

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellation);

    public Task CloseOutputAsync(CancellationToken cancellation) =>
        socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", cancellation);

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
