namespace Feishu.Protocol.Frames;

/// <summary>
/// Every cap on what the wire may make us do. The platform publishes none of them (protocol notes, section 9),
/// so they are generous: none is near anything seen, all keep memory bounded. Listed in docs/protocol.md.
/// </summary>
public static class ProtocolLimits
{
    /// <summary>Bytes of one frame. Eight times the largest event that is kept.</summary>
    public const int MaxFrameBytes = 4 * 1024 * 1024;

    /// <summary>Headers of one frame.</summary>
    public const int MaxHeaders = 64;

    /// <summary>Bytes of one header: key, value and their tags.</summary>
    public const int MaxHeaderBytes = 8 * 1024;

    /// <summary>Groups inside groups, a protobuf construct the platform does not use.</summary>
    public const int MaxGroupDepth = 8;

    /// <summary>Fragments of one message.</summary>
    public const int MaxFragments = 1024;

    /// <summary>Bytes of one message after its fragments are joined.</summary>
    public const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of all fragments that wait for their siblings on one connection.</summary>
    public const int MaxBufferedBytes = 16 * 1024 * 1024;

    /// <summary>Messages of one connection that wait for fragments.</summary>
    public const int MaxOpenMessages = 64;

    /// <summary>Seconds a message waits for its fragments.</summary>
    public const int MaxFragmentAgeSeconds = 30;

    /// <summary>Seconds: a shorter ping interval from the platform counts as this.</summary>
    public const int MinPingIntervalSeconds = 5;

    /// <summary>Seconds: a longer ping interval from the platform counts as this.</summary>
    public const int MaxPingIntervalSeconds = 600;

    /// <summary>Seconds: a shorter reconnect interval from the platform counts as this.</summary>
    public const int MinReconnectIntervalSeconds = 1;

    /// <summary>Seconds: a longer reconnect interval from the platform counts as this.</summary>
    public const int MaxReconnectIntervalSeconds = 600;

    /// <summary>Seconds: a longer random pause after a drop counts as this.</summary>
    public const int MaxReconnectNonceSeconds = 300;

    /// <summary>Nesting of the JSON in an event.</summary>
    public const int MaxJsonDepth = 256;

    /// <summary>Characters of an id that is used as a key. Ids seen have about forty.</summary>
    public const int MaxIdLength = 256;

    /// <summary>Characters of the socket's address.</summary>
    public const int MaxTicketUrlLength = 8 * 1024;

    /// <summary>Characters of a platform text that goes into an error message.</summary>
    public const int MaxMessageTextLength = 256;

    /// <summary>Bytes of the answer to a discovery request.</summary>
    public const int MaxEndpointResponseBytes = 64 * 1024;
}
