using Feishu.Client.Sockets;

namespace Feishu.Client.Hosting;

/// <summary>
/// One upgrade on a handler of its own: no connection is shared or kept, name and proxy are looked up afresh, and the
/// connection leaves the HTTP stack when it is detached.
/// </summary>
internal sealed class HttpUpgrade : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private UpgradeStream? _stream;

    public HttpUpgrade(SocketsHttpHandler handler)
    {
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(_stream = new UpgradeStream(context.PlaintextStream));
        _invoker = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _invoker.SendAsync(request, cancellation);

    /// <summary>The connection, from now on the caller's.</summary>
    /// <exception cref="InvalidOperationException">Nothing was connected.</exception>
    public Stream Detach() => _stream?.Detach() ?? throw new InvalidOperationException("There is no connection to detach.");

    public void Dispose() => _invoker.Dispose();
}
