using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FeishuOrleans.Testing.Processes;

/// <summary>
/// A port for a program that cannot choose one itself. Not one of those that the system gives outgoing connections: a program that is
/// killed and started again would now and then find that somebody has taken its port meanwhile.
/// </summary>
public static class FreePort
{
    private const int First = 15_000, End = 32_000;

    /// <summary>A loopback port that is free now.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
