using System.Net.WebSockets;
using Feishu.Client.Sockets;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Frames;

/// <summary>The one writer of a socket. What cannot be sent is gone: it belongs to this socket and no other.</summary>
internal sealed class FrameSender(ISocket socket, CancellationToken aborted) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends a frame.</summary>
    /// <returns>False when the socket is closed or broken; its reader finds out why.</returns>
    public ValueTask<bool> TrySendAsync(Frame frame) =>
        TryAsync(token => socket.SendAsync(FrameCodec.Encode(frame), token), aborted);

    /// <summary>Sends the Close frame, after whatever is being sent.</summary>
    public ValueTask<bool> TryCloseAsync(CancellationToken limit) =>
        TryAsync(token => new ValueTask(socket.CloseOutputAsync(token)), limit);

    public void Dispose() => _turn.Dispose();

    private async ValueTask<bool> TryAsync(Func<CancellationToken, ValueTask> send, CancellationToken cancellation)
    {
        try
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await send(cancellation).ConfigureAwait(false);
                return true;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception broken) when (broken is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }
}
