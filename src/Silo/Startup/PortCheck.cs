using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Hosting;

namespace FeishuOrleans.Silo.Startup;

/// <summary>
/// Makes sure that nobody else has the silo's ports. Orleans shares a port with whoever else shares it: two silos started
/// with the same ports would both run and each get some of the other's connections.
/// </summary>
internal static class PortCheck
{
    /// <exception cref="StartRefusedException">A port is taken, or the address is not this machine's.</exception>
    public static void Run(SiloClusterOptions cluster)
    {
        var address = IPAddress.Parse(cluster.AdvertisedAddress);
        var problems = new List<string>();
        Try(address, cluster.SiloPort, "Cluster:SiloPort", problems);
        Try(address, cluster.GatewayPort, "Cluster:GatewayPort", problems);
        if (problems.Count > 0)
            throw new StartRefusedException(problems);
    }

    private static void Try(IPAddress address, int port, string key, List<string> problems)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            problems.Add($"{key} is {port}, which is in use on {address}, perhaps by another silo: stop that one, or give another port.");
        }
        catch (SocketException e)
        {
            problems.Add($"{key} {port} on Cluster:AdvertisedAddress {address} cannot be listened on: {e.Message}.");
        }
    }
}
