namespace Feishu.Simulator.Recording;

/// <summary>Rules of the protocol a client can break (protocol notes, sections 2 to 4).</summary>
public enum BrokenRule
{
    /// <summary>Only binary messages are allowed.</summary>
    BinaryOnly,

    /// <summary>A message is one frame with all required fields.</summary>
    Frame,

    /// <summary>Method is 0 or 1, and what it carries is known.</summary>
    Method,

    /// <summary>A ping has SeqID and LogID 0, the service of the ticket, one header and no payload.</summary>
    Ping,

    /// <summary>An acknowledgement echoes a frame that is waiting for one.</summary>
    UnknownAck,

    /// <summary>A frame is acknowledged once.</summary>
    DuplicateAck,

    /// <summary>An acknowledgement goes out on the connection that brought the frame.</summary>
    WrongConnection,

    /// <summary>Everything but <c>biz_rt</c> and the payload is echoed.</summary>
    Echo,

    /// <summary>An acknowledgement carries a whole number <c>biz_rt</c>.</summary>
    BizRt,

    /// <summary>The payload of an acknowledgement is a response object.</summary>
    Response,
}
