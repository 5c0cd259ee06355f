using System.Net;
using System.Net.Sockets;

namespace FeishuOrleans.Testing.Network;

/// <summary>
/// A way to a port of this machine that can be cut: connections then stay open and carry nothing, and new ones get no answer, as when a
/// network loses every packet. What was lost is not brought later: connections from before end when the way is whole again.
/// </summary>
public sealed class CuttableRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _untilHealed = new();
    private bool _isCut;

    public CuttableRelay(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port to connect to instead.</summary>
    public int Port { get; }

    private bool IsCut
    {
        get
        {
            lock (_gate)
                return _isCut;
        }
    }

    public void Cut()
    {
        lock (_gate)
            _isCut = true;
    }

    public void Heal()
    {
        lock (_gate)
        {
            _isCut = false;
            _untilHealed.Cancel();
            _untilHealed = new CancellationTokenSource();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.Within(what: "the relay to stop");
        _stopping.Dispose();
        _untilHealed.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var end = EndToken();
        using (client)
        {
            try
            {
                if (IsCut)
                    await Task.Delay(Timeout.Infinite, end.Token);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target, end.Token);
                await Task.WhenAny(
                    PassAsync(client.GetStream(), server.GetStream(), end.Token),
                    PassAsync(server.GetStream(), client.GetStream(), end.Token));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException)
            {
                // Nobody listens there, or the way is whole again: whoever it was connects anew.
            }
        }
    }

    private CancellationTokenSource EndToken()
    {
        lock (_gate)
            return CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, _untilHealed.Token);
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, end) is > 0 and var count)
            {
                if (!IsCut)
                    await to.WriteAsync(buffer.AsMemory(0, count), end);
            }

            if (IsCut)
                await Task.Delay(Timeout.Infinite, end);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // A connection ends when either side does.
        }
    }
}
