using System.Net;
using System.Net.Sockets;

namespace FeishuOrleans.Testing.Processes;

/// <summary>The ports of a silo; a silo that is started again gets the same.</summary>
/// <param name="Silo"><c>Cluster:SiloPort</c>.</param>
/// <param name="Gateway"><c>Cluster:GatewayPort</c>.</param>
public sealed record SiloPorts(int Silo, int Gateway)
{
    /// <summary>Two ports that are free now.</summary>
    public static SiloPorts Free()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return new SiloPorts(((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
