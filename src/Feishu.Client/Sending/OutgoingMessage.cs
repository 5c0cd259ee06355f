namespace Feishu.Client.Sending;

/// <summary>A message to send.</summary>
/// <param name="Target">Where it goes.</param>
/// <param name="Content">What it says.</param>
public sealed record OutgoingMessage(MessageTarget Target, MessageContent Content)
{
    /// <summary>
    /// The same key for the same target within an hour sends once, whoever sends it again and however often. Without one a
    /// random key is used, which covers our own retries but not the caller's.
    /// </summary>
    public string? IdempotencyKey { get; init; }
}
