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
    public async ValueTask<bool> TrySendAsync(Frame frame)
    {
        try
        {
            await _turn.WaitAsync(aborted).ConfigureAwait(false);
            try
            {
                await socket.SendAsync(FrameCodec.Encode(frame), aborted).ConfigureAwait(false);
                return true;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception broken) when (IsGone(broken))
        {
            return false;
        }
    }

    /// <summary>Sends the Close frame, after whatever is being sent.</summary>
    public async ValueTask<bool> TryCloseAsync(CancellationToken limit)
    {
        try
        {
            await _turn.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                await socket.CloseOutputAsync(limit).ConfigureAwait(false);
                return true;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception broken) when (IsGone(broken))
        {
            return false;
        }
    }

    public void Dispose() => _turn.Dispose();

    private static bool IsGone(Exception broken) =>
        broken is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
