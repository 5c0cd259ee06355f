using System.Net;
using Feishu.Simulator.Platform;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Feishu.Simulator.Sockets;

/// <summary>Kestrel's socket transport with a port that can be taken away.</summary>
internal sealed class SeverableTransport(Network network) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets =
        new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        SeverableListener listener = new(_sockets, await _sockets.BindAsync(endpoint, cancellationToken));
        network.Use(listener);
        return listener;
    }
}
