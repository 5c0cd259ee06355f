using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FeishuOrleans.Testing.Network;

/// <summary>An HTTP proxy that knows CONNECT only, on a free port of this machine.</summary>
public sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public ConnectProxy()
    {
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Targets that were asked for, in order.</summary>
    public Signal<string> Tunnels { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.Within();
        _stopping.Dispose();
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
        using (client)
        {
            try
            {
                var target = await ReadTargetAsync(client.GetStream());
                Tunnels.Add(target);
                using var server = new TcpClient();
                await server.ConnectAsync(IPEndPoint.Parse(target), _stopping.Token);
                await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stopping.Token);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _stopping.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), _stopping.Token));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // A tunnel ends when either side does.
            }
        }
    }

    private async Task<string> ReadTargetAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stopping.Token);
            head.Append((char)one[0]);
        }

        var words = head.ToString().Split(' ');
        return words[0] == "CONNECT" ? words[1] : throw new IOException($"Not a tunnel: {words[0]}");
    }
}
