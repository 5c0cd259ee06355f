namespace Feishu.Protocol.Events.Messages;

/// <summary>A message as it is pushed.</summary>
public sealed class ChatMessage
{
    /// <summary><c>om_</c>: the message, and the key of its event.</summary>
    public string? MessageId { get; init; }

    /// <summary>First message of the tree of replies this one is in.</summary>
    public string? RootId { get; init; }

    /// <summary>The message this one replies to.</summary>
    public string? ParentId { get; init; }

    public DateTimeOffset? CreateTime { get; init; }

    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary><c>oc_</c>.</summary>
    public string? ChatId { get; init; }

    /// <summary><c>omt_</c>.</summary>
    public string? ThreadId { get; init; }

    /// <summary><c>p2p</c> or <c>group</c>.</summary>
    public string? ChatType { get; init; }

    /// <summary><c>text</c>, <c>post</c>, <c>image</c>, <c>file</c> and others; decides what <see cref="Content"/> holds.</summary>
    public string? MessageType { get; init; }

    /// <summary>A text that is itself JSON.</summary>
    public string? Content { get; init; }

    /// <summary>Who is mentioned; everyone (<c>@_all</c>) normally has no entry here.</summary>
    public IReadOnlyList<MessageMention> Mentions { get; init => field = value ?? []; } = [];

    /// <summary>Only with permission.</summary>
    public string? UserAgent { get; init; }
}
