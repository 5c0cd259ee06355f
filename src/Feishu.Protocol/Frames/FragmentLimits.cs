namespace Feishu.Protocol.Frames;

/// <summary>Caps of a <see cref="FragmentAssembler"/>; <see cref="Default"/> holds those of <see cref="ProtocolLimits"/>.</summary>
public sealed record FragmentLimits
{
    public static FragmentLimits Default { get; } = new();

    /// <summary>Largest accepted <see cref="HeaderName.Sum"/>.</summary>
    public int MaxFragments { get; init; } = ProtocolLimits.MaxFragments;

    /// <summary>Bytes of one joined message.</summary>
    public int MaxMessageBytes { get; init; } = ProtocolLimits.MaxMessageBytes;

    /// <summary>Bytes of all waiting fragments.</summary>
    public int MaxBufferedBytes { get; init; } = ProtocolLimits.MaxBufferedBytes;

    /// <summary>Messages waiting for fragments.</summary>
    public int MaxOpenMessages { get; init; } = ProtocolLimits.MaxOpenMessages;

    /// <summary>How long a message waits, counted from its first fragment.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(ProtocolLimits.MaxFragmentAgeSeconds);
}
