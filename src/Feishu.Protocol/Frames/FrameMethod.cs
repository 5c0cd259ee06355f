namespace Feishu.Protocol.Frames;

/// <summary>Values of <see cref="Frame.Method"/> (protocol notes, section 2). Other values are ignored.</summary>
public static class FrameMethod
{
    /// <summary>Ping and pong.</summary>
    public const int Control = 0;

    /// <summary>Events, callbacks and their acknowledgements.</summary>
    public const int Data = 1;
}
