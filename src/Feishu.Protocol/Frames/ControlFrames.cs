using Feishu.Protocol.Endpoints;
using Google.Protobuf;

namespace Feishu.Protocol.Frames;

/// <summary>Ping and pong (protocol notes, section 3.1). Every call makes a new frame.</summary>
public static class ControlFrames
{
    /// <summary>What the client sends.</summary>
    /// <param name="serviceId">From the ticket, <see cref="TicketUrl.ServiceId"/>.</param>
    public static Frame Ping(int serviceId) => Control(serviceId, FrameType.Ping);

    /// <summary>What the platform answers.</summary>
    /// <param name="serviceId">As in the ping.</param>
    /// <param name="config">Configuration to push; null for a pong without payload.</param>
    public static Frame Pong(int serviceId, ClientConfig? config) =>
        config is null ? Control(serviceId, FrameType.Pong) : Pong(serviceId, config.ToUpdate());

    /// <summary>A pong with a configuration that need not be complete or sensible.</summary>
    public static Frame Pong(int serviceId, ClientConfigUpdate config)
    {
        var frame = Control(serviceId, FrameType.Pong);
        frame.Payload = UnsafeByteOperations.UnsafeWrap(config.ToJson());
        return frame;
    }

    private static Frame Control(int serviceId, string type)
    {
        var frame = new Frame { SeqID = 0, LogID = 0, Service = serviceId, Method = FrameMethod.Control };
        frame.AddHeader(HeaderName.Type, type);
        return frame;
    }
}
