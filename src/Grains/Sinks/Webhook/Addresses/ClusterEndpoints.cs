using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>
/// The silo's own listeners, on any address of this machine, and those of the other silos: their silo ports as the
/// membership tells, and this silo's gateway and HTTP ports on their addresses, because silos are normally set up alike.
/// </summary>
internal sealed class ClusterEndpoints(IOptions<EndpointOptions> endpoints, IClusterMembershipService membership, IHttpPorts http)
    : IClusterEndpoints
{
    public bool Contains(IPAddress address, int port)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var isOwnPort = port == endpoints.Value.SiloPort || port == endpoints.Value.GatewayPort || http.Contains(port);
        return (isOwnPort && IsOfThisMachine(plain)) || Silos().Any(silo => IsSame(silo.Address, plain) && (isOwnPort || silo.Port == port));
    }

    private static bool IsOfThisMachine(IPAddress address) => IPAddress.IsLoopback(address) || NetworkInterface
        .GetAllNetworkInterfaces()
        .SelectMany(static network => network.GetIPProperties().UnicastAddresses)
        .Any(own => own.Address.Equals(address));

    private static bool IsSame(IPAddress one, IPAddress other) =>
        one.Equals(other) || (IPAddress.IsLoopback(one) && IPAddress.IsLoopback(other));

    private IEnumerable<IPEndPoint> Silos() => membership.CurrentSnapshot.Members.Values
        .Where(static member => member.Status is not SiloStatus.Dead)
        .Select(static member => member.SiloAddress.Endpoint);
}
