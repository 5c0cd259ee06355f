namespace Feishu.Protocol.Frames;

/// <summary>Codes of an acknowledgement (protocol notes, section 4.3).</summary>
public static class AckCode
{
    /// <summary>Handled: the platform forgets the event.</summary>
    public const int Ok = 200;

    /// <summary>Not handled: the platform pushes the event again.</summary>
    public const int Failed = 500;
}
