using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Grains.Dispatch;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>
/// Opens a webhook's connection to addresses that were checked after the name was resolved, and to no other: a name that
/// changes its address between check and connection gains nothing. Thread-safe.
/// </summary>
internal sealed class WebhookDialer(ResolveHost resolve, IClusterEndpoints cluster, IOptions<DispatchOptions> options)
{
    private readonly AllowedHosts _allowed = AllowedHosts.Parse(options.Value.AllowedHosts);

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">The host is not allowed, or none of its addresses is.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await FindAsync(context.DnsEndPoint, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> FindAsync(DnsEndPoint wanted, CancellationToken cancellation)
    {
        if (!_allowed.Allows(wanted.Host))
            throw new AddressRefusedException("host refused: not in Dispatch:AllowedHosts");
        IPAddress[] found = IPAddress.TryParse(wanted.Host, out var address) ? [address] : await resolve(wanted.Host, cancellation);
        var good = Array.FindAll(found, candidate => Explain(candidate, wanted.Port) is null);
        if (good.Length == 0 && found.Length > 0)
            throw new AddressRefusedException(Explain(found[0], wanted.Port)!);
        return good.Length > 0 ? good : throw new SocketException((int)SocketError.HostNotFound);
    }

    private string? Explain(IPAddress address, int port) =>
        ForbiddenAddresses.Explain(address) ?? (cluster.Contains(address, port) ? "address refused: the cluster itself" : null);
}
