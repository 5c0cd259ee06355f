namespace Feishu.Client.Sending;

/// <summary>Every number that bounds sending. Listed in docs/sending.md; a test compares the two.</summary>
public static class SendingLimits
{
    /// <summary>Messages to one chat or person in any second (protocol notes, section 7.5).</summary>
    public const int ChatPerSecond = 5;

    /// <summary>Messages of one app in any second (protocol notes, section 7.5).</summary>
    public const int AppPerSecond = 50;

    /// <summary>Messages of one app in any minute (protocol notes, section 7.5).</summary>
    public const int AppPerMinute = 1000;

    /// <summary>Messages that may wait for one chat, the one under way included.</summary>
    public const int ChatQueue = 50;

    /// <summary>Messages that may wait for one app: what its rate can carry in <see cref="StartWithinSeconds"/>.</summary>
    public const int AppQueue = 1000;

    /// <summary>Size of a request with a text, or any type but the rich ones (protocol notes, section 7.5).</summary>
    public const int MaxRequestBytes = 150 * 1024;

    /// <summary>Size of a request with a post or a card (protocol notes, section 7.5).</summary>
    public const int MaxRichRequestBytes = 30 * 1024;

    /// <summary>Length of the key the platform recognises a repetition by (protocol notes, section 7.5).</summary>
    public const int MaxUuidLength = 50;

    /// <summary>Length of a caller's idempotency key.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>Length of the id of a chat, a person or a message.</summary>
    public const int MaxIdLength = 256;

    /// <summary>One call, its token included.</summary>
    public const int CallTimeoutSeconds = 8;

    /// <summary>
    /// An attempt begins at most this long after the caller asked; so every answer comes within this and
    /// <see cref="CallTimeoutSeconds"/>, which is less than callers commonly wait.
    /// </summary>
    public const int StartWithinSeconds = 20;

    /// <summary>Pause before the second attempt when the platform names none; doubled from attempt to attempt.</summary>
    public const int FirstPauseSeconds = 1;

    /// <summary>Longest pause we choose ourselves, before jitter.</summary>
    public const int MaxPauseSeconds = 8;
}
