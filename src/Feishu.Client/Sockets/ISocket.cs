using System.Net.WebSockets;

namespace Feishu.Client.Sockets;

/// <summary>One open WebSocket: all the client needs of it. One reader and one writer at a time.</summary>
internal interface ISocket : IDisposable
{
    /// <summary>Close code the peer sent; null before, and when the connection broke without one.</summary>
    int? CloseCode { get; }

    /// <summary>Reads a part of a message. An empty buffer waits for data without holding memory.</summary>
    ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Sends one whole binary message.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);

    /// <summary>Sends a Close frame; reading goes on.</summary>
    Task CloseOutputAsync(CancellationToken cancellation);

    /// <summary>Ends the connection without a word.</summary>
    void Abort();
}
