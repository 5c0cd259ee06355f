using System.Buffers;
using System.Net.WebSockets;
using Feishu.Client.Sockets;
using Feishu.Client.Supervision;
using Feishu.Protocol.Frames;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Frames;

/// <summary>
/// The one reader of a socket: turns messages into frames and passes them on. Between messages it holds no buffer: it
/// waits by reading nothing, which ends when a message begins, or with the message when that is empty.
/// What it cannot read is counted and logged, and counts as life all the same.
/// </summary>
internal sealed partial class FramePump(ISocket socket, IFrameReceiver receiver, ILogger logger)
{
    /// <summary>Close code of a message over the size limit (RFC 6455, section 7.4.1).</summary>
    private const int MessageTooBig = 1009;

    private const int FirstBufferBytes = 4096;

    /// <summary>Reads until the socket ends.</summary>
    /// <returns>How it ended.</returns>
    public async Task<ConnectionFailure> RunAsync(CancellationToken aborted)
    {
        try
        {
            while (true)
            {
                var waited = await socket.ReceiveAsync(Memory<byte>.Empty, aborted).ConfigureAwait(false);
                if (waited.MessageType == WebSocketMessageType.Close)
                    return Closed();
                if (waited.EndOfMessage)
                    Accept([], waited.MessageType);
                else if (await ReadMessageAsync(aborted).ConfigureAwait(false) is { } end)
                    return end;
            }
        }
        catch (WebSocketException broken)
        {
            return new ConnectionFailure(FailureKind.Closed, socket.CloseCode, $"The connection broke: {Hosting.PlatformHttp.Explain(broken)}");
        }
    }

    private async Task<ConnectionFailure?> ReadMessageAsync(CancellationToken aborted)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), aborted).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return Closed();
                length += part.Count;
                if (part.EndOfMessage)
                {
                    Accept(buffer.AsSpan(0, length), part.MessageType);
                    return null;
                }

                if (length == buffer.Length && !TryGrow(ref buffer))
                    return new ConnectionFailure(FailureKind.Closed, MessageTooBig, $"A message was longer than {ProtocolLimits.MaxFrameBytes} bytes.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool TryGrow(ref byte[] buffer)
    {
        if (buffer.Length >= ProtocolLimits.MaxFrameBytes)
            return false;
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return true;
    }

    private void Accept(ReadOnlySpan<byte> message, WebSocketMessageType type)
    {
        if (type == WebSocketMessageType.Text)
        {
            receiver.OnUnreadable();
            LogTextMessage(logger, message.Length);
            return;
        }

        Frame frame;
        try
        {
            frame = FrameCodec.Decode(message);
        }
        catch (FrameFormatException bad)
        {
            receiver.OnUnreadable();
            LogBadFrame(logger, message.Length, bad.Message);
            return;
        }

        receiver.OnFrame(frame);
    }

    private ConnectionFailure Closed() => new(
        FailureKind.Closed, socket.CloseCode, socket.CloseCode is { } code ? $"The platform closed the connection with code {code}." : "The platform closed the connection without a code.");
}
