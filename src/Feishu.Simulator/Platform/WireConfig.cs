using Feishu.Protocol.Endpoints;

namespace Feishu.Simulator.Platform;

/// <summary>Client configs as they go over the wire, sensible or not.</summary>
internal static class WireConfig
{
    public static ClientConfigUpdate Default { get; } = ClientConfig.Default.ToUpdate();

    public static ClientConfigUpdate Zeros { get; } = new()
    {
        ReconnectCount = 0,
        ReconnectInterval = 0,
        ReconnectNonce = 0,
        PingInterval = 0,
    };
}
