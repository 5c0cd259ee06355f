using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Google.Protobuf;

namespace Feishu.Simulator.Sockets;

/// <summary>Makes pongs, good and bad.</summary>
internal static class Pong
{
    private static readonly ByteString NotJson = ByteString.CopyFromUtf8("""{"PingInterval":""");

    /// <summary>The encoded pong; null when there is to be none.</summary>
    public static byte[]? Build(int serviceId, ClientConfigUpdate config, PongMode mode) => mode switch
    {
        PongMode.None => null,
        PongMode.Empty => FrameCodec.Encode(ControlFrames.Pong(serviceId, null)),
        PongMode.Malformed => FrameCodec.Encode(Malformed(serviceId)),
        PongMode.MissingFields => With(serviceId, new ClientConfigUpdate { ReconnectCount = config.ReconnectCount }),
        PongMode.Zeros => With(serviceId, WireConfig.Zeros),
        _ => With(serviceId, config),
    };

    private static byte[] With(int serviceId, ClientConfigUpdate config) =>
        FrameCodec.Encode(ControlFrames.Pong(serviceId, config));

    private static Frame Malformed(int serviceId)
    {
        var frame = ControlFrames.Pong(serviceId, null);
        frame.Payload = NotJson;
        return frame;
    }
}
