using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Feishu.Simulator.Sockets;

/// <summary>A listener whose port can be closed and opened again while the server runs.</summary>
internal sealed class SeverableListener(IConnectionListenerFactory factory, IConnectionListener first) : IConnectionListener
{
    // Closed listeners own what their accepted connections live on, so they are disposed at the end only.
    private readonly List<IConnectionListener> _used = [first];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile TaskCompletionSource? _severed;
    private volatile bool _ended;

    public EndPoint EndPoint { get; } = first.EndPoint;

    private IConnectionListener Current => _used[^1];

    public async Task SeverAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_severed is not null)
                return;

            _severed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Current.UnbindAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Restore() => _severed?.TrySetResult();

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await Current.AcceptAsync(cancellationToken) is { } connection)
                return connection;
            if (_ended || _severed is not { } severed)
                return null;

            await severed.Task.WaitAsync(cancellationToken);
            if (_ended)
                return null;

            _used.Add(await factory.BindAsync(EndPoint, cancellationToken));
            _severed = null;
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _ended = true;
        Restore();
        await Current.UnbindAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _used)
            await listener.DisposeAsync();
        _gate.Dispose();
    }
}
