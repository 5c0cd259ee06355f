using System.Net;
using System.Net.Sockets;
using System.Text;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>A server that reads requests properly and then does what the test says, however wrong.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _answer;
    private readonly bool _keepAlive;
    private readonly Task _accepting;

    public RawServer(Func<NetworkStream, CancellationToken, Task> answer, bool keepAlive = false)
    {
        (_answer, _keepAlive) = (answer, keepAlive);
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}/webhook");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    public int Connections { get; private set; }

    /// <summary>Heads of requests.</summary>
    public Signal<string> Requests { get; } = new();

    /// <summary>Connections that the other side closed.</summary>
    public Signal<bool> HungUp { get; } = new();

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
            for (; ; Connections++)
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
            // Asked for once: a connection that was reset has none any more.
            var stream = client.GetStream();
            try
            {
                do
                {
                    await ReadAsync(stream);
                    await AnswerAsync(stream);
                }
                while (_keepAlive);
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException)
            {
                // A connection ends when either side ends it.
                if (!_stopping.IsCancellationRequested)
                    HungUp.Add(true);
            }
        }
    }

    /// <summary>Answers until the other side does not want more.</summary>
    private async Task AnswerAsync(NetworkStream stream)
    {
        if (_keepAlive)
        {
            await _answer(stream, _stopping.Token);
            return;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var answering = _answer(stream, gone.Token);
        await Task.WhenAny(answering, WatchAsync(stream, gone.Token));
        await gone.CancelAsync();
        await answering;
    }

    private static async Task WatchAsync(NetworkStream stream, CancellationToken cancellation)
    {
        try
        {
            await stream.ReadExactlyAsync(new byte[1], cancellation);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // This is what is waited for.
        }
    }

    private async Task ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stopping.Token);
            head.Append((char)one[0]);
        }

        var length = head.ToString().Split("\r\n").Single(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        await stream.ReadExactlyAsync(new byte[int.Parse(length.Split(':')[1])], _stopping.Token);
        Requests.Add(head.ToString());
    }
}
