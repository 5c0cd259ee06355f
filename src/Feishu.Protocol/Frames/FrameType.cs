namespace Feishu.Protocol.Frames;

/// <summary>Values of the header <see cref="HeaderName.Type"/> (protocol notes, sections 2 and 4.1).</summary>
public static class FrameType
{
    /// <summary>Sent by the client, answered with <see cref="Pong"/>.</summary>
    public const string Ping = "ping";

    /// <summary>Sent by the platform; its payload may carry a new configuration.</summary>
    public const string Pong = "pong";

    /// <summary>An event or a callback; which of them is told by the payload.</summary>
    public const string Event = "event";

    /// <summary>A legacy card callback.</summary>
    public const string Card = "card";
}
