namespace Feishu.Protocol.Frames;

/// <summary>What became of a frame given to <see cref="FragmentAssembler.Add"/>. One of the four members.</summary>
public abstract record FragmentResult
{
    private FragmentResult()
    {
    }

    /// <summary>The message is whole. Only the frame that brought this result is acknowledged.</summary>
    /// <param name="Payload">The joined bytes; they stay valid.</param>
    public sealed record Complete(ReadOnlyMemory<byte> Payload) : FragmentResult;

    /// <summary>Kept; others are missing. Not to be acknowledged.</summary>
    public sealed record Incomplete : FragmentResult
    {
        public static Incomplete Instance { get; } = new();
    }

    /// <summary>This fragment is already here. Not to be acknowledged.</summary>
    public sealed record Duplicate : FragmentResult
    {
        public static Duplicate Instance { get; } = new();
    }

    /// <summary>Not taken. Not to be acknowledged, so that the platform pushes the message again.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Rejected(FragmentError Error) : FragmentResult;
}
