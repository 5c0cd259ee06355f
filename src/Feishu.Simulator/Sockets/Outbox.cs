using System.Net.WebSockets;

namespace Feishu.Simulator.Sockets;

/// <summary>Writes to one socket in the order given, one at a time, without making the giver wait.</summary>
internal sealed class Outbox(WebSocket socket, Action<Exception> broken)
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<WebSocket, ValueTask>> _waiting = new(1);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _writing;

    public void PostFrame(byte[] frame) =>
        Post(open => open.SendAsync(frame.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None));

    /// <summary>Posts a close frame.</summary>
    /// <returns>Completes when it is written, or never can be.</returns>
    public Task PostCloseAsync(int code, string? reason)
    {
        Post(async open =>
        {
            await open.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
            _finished.TrySetResult();
        });
        return _finished.Task;
    }

    public void Post(Func<WebSocket, ValueTask> write)
    {
        lock (_gate)
        {
            _waiting.Enqueue(write);
            if (_writing)
                return;

            _writing = true;
        }

        _ = WriteAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (Next() is { } write)
                await write(socket);
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // What is still waiting can never be written; the flag stays up so that nothing starts again.
            broken(e);
            _finished.TrySetResult();
        }
    }

    private Func<WebSocket, ValueTask>? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var write))
                return write;

            _writing = false;
            return null;
        }
    }
}
