namespace Feishu.Protocol.Frames;

/// <summary>Why a fragment was not taken.</summary>
public enum FragmentError
{
    /// <summary><c>sum</c> or <c>seq</c> is not a decimal number, or only one of them is there.</summary>
    InvalidNumber,

    /// <summary><c>sum</c> is zero or over <see cref="FragmentLimits.MaxFragments"/>.</summary>
    SumOutOfRange,

    /// <summary><c>seq</c> is not below <c>sum</c>.</summary>
    SeqOutOfRange,

    /// <summary>One of several fragments, but without <c>message_id</c>.</summary>
    MissingMessageId,

    /// <summary>An earlier fragment of the message gave another <c>sum</c>.</summary>
    SumChanged,

    /// <summary>The message is over <see cref="FragmentLimits.MaxMessageBytes"/>; its other fragments were dropped.</summary>
    MessageTooLarge,

    /// <summary>All waiting fragments together would be over <see cref="FragmentLimits.MaxBufferedBytes"/>.</summary>
    BufferFull,

    /// <summary>Already <see cref="FragmentLimits.MaxOpenMessages"/> messages wait for fragments.</summary>
    TooManyOpen,
}
