using System.Buffers;
using System.Net.Sockets;
using System.Reflection;

namespace Feishu.Client.Hosting;

/// <summary>
/// The one HTTP stack of a process: discovery, Open API and WebSocket upgrades get their handlers here, so that proxy and
/// certificates are configured once. Connections are renewed so that a change in DNS is noticed.
/// </summary>
internal sealed class PlatformHttp : IDisposable
{
    private const int ReadSize = 4096;

    private static readonly string UserAgent =
        $"FeishuOrleans/{typeof(PlatformHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    private readonly Func<SocketsHttpHandler> _createHandler;
    private readonly HttpMessageInvoker _invoker;

    public PlatformHttp(Func<SocketsHttpHandler> createHandler)
    {
        _createHandler = createHandler;
        var handler = CreateHandler();
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        _invoker = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    /// <summary>For one WebSocket upgrade.</summary>
    public HttpUpgrade CreateUpgrade() => new(CreateHandler());

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        return _invoker.SendAsync(request, cancellation);
    }

    /// <summary>The body, or an <see cref="IOException"/> when it is longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new ArrayBufferWriter<byte>();
            int read;
            while ((read = await stream.ReadAsync(body.GetMemory(ReadSize), cancellation).ConfigureAwait(false)) > 0)
            {
                body.Advance(read);
                if (body.WrittenCount > limit)
                    throw new IOException($"the answer is longer than {limit} bytes");
            }

            return body.WrittenMemory;
        }
    }

    /// <summary>The innermost cause: what a person can act on (connection refused, name unknown, certificate).</summary>
    public static string Explain(Exception failure)
    {
        while (failure.InnerException is { } inner)
            failure = inner;
        return failure is SocketException socket ? $"{socket.Message} ({socket.SocketErrorCode})" : failure.Message;
    }

    public void Dispose() => _invoker.Dispose();

    private SocketsHttpHandler CreateHandler()
    {
        var handler = _createHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        // Our traces are none of the platform's business.
        handler.ActivityHeadersPropagator = null;
        return handler;
    }
}
