namespace Feishu.Simulator.Sockets;

/// <summary>What a client should survive although the platform should not send it.</summary>
public enum StrangeMessage
{
    /// <summary>A text message.</summary>
    Text,

    /// <summary>A binary message of random bytes.</summary>
    Garbage,

    /// <summary>Bytes that are no WebSocket message at all.</summary>
    GarbageBytes,

    /// <summary>An empty binary message.</summary>
    Empty,

    /// <summary>A frame without <c>method</c>, which is required.</summary>
    MissingField,

    /// <summary>A control frame of type <c>ping</c>.</summary>
    ServerPing,

    /// <summary>A ping of the WebSocket protocol itself.</summary>
    WebSocketPing,

    /// <summary>A control frame of an unknown type.</summary>
    UnknownControl,

    /// <summary>A frame with method 7.</summary>
    UnknownMethod,

    /// <summary>A data frame of an unknown type.</summary>
    UnknownType,

    /// <summary>A data frame without any header.</summary>
    NoHeaders,

    /// <summary>A fragment whose <c>seq</c> is beyond its <c>sum</c>.</summary>
    SeqBeyondSum,

    /// <summary>A fragment of two thousand million.</summary>
    HugeSum,

    /// <summary>A fragment whose <c>sum</c> and <c>seq</c> are words.</summary>
    SumInWords,
}
