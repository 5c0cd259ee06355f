namespace Feishu.Protocol.Frames;

/// <summary>Keys of frame headers (protocol notes, section 2).</summary>
public static class HeaderName
{
    /// <summary>One of <see cref="FrameType"/>.</summary>
    public const string Type = "type";

    /// <summary>Id of the delivery, shared by its fragments. Not the id of a chat message.</summary>
    public const string MessageId = "message_id";

    /// <summary>Number of fragments, decimal.</summary>
    public const string Sum = "sum";

    /// <summary>Index of this fragment, decimal, from zero.</summary>
    public const string Seq = "seq";

    /// <summary>For logs.</summary>
    public const string TraceId = "trace_id";

    /// <summary>Handling time in milliseconds, added by the acknowledgement.</summary>
    public const string BizRt = "biz_rt";

    /// <summary>Milliseconds since 1970; not seen on every frame.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Opaque routing value of the platform.</summary>
    public const string InstanceId = "instance_id";
}
