namespace Feishu.Client.Sending;

/// <summary>Where a message goes. A closed set.</summary>
public abstract record MessageTarget
{
    private protected MessageTarget()
    {
    }
}

/// <summary>A new message to a chat or a person.</summary>
/// <param name="Type">What kind of id <paramref name="Id"/> is.</param>
/// <param name="Id">The recipient.</param>
public sealed record SendTo(ReceiveIdType Type, string Id) : MessageTarget;

/// <summary>A reply to a message.</summary>
/// <param name="MessageId">The message replied to: <c>om_…</c>.</param>
public sealed record ReplyTo(string MessageId) : MessageTarget
{
    /// <summary>
    /// The chat of that message, as its event said. With it the reply takes its turn among everything else that goes to this
    /// chat; without it only among replies to the same message, because the platform's own answer comes too late to tell.
    /// </summary>
    public string? ChatId { get; init; }

    /// <summary>Whether the reply opens, or stays in, the message's thread. Default no.</summary>
    public bool InThread { get; init; }
}
