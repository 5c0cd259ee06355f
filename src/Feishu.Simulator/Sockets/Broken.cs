using System.Net.WebSockets;

namespace Feishu.Simulator.Sockets;

/// <summary>Tells a broken connection from a mistake of ours.</summary>
internal static class Broken
{
    public static bool Is(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException
        || (e is InvalidOperationException && e.Source == "System.IO.Pipelines");
}
