namespace Feishu.Protocol.Events.Messages;

/// <summary>Who wrote a message.</summary>
public sealed class MessageSender
{
    public UserIds? SenderId { get; init; }

    /// <summary><c>user</c> or <c>bot</c>; the message APIs say <c>app</c> for the latter.</summary>
    public string? SenderType { get; init; }

    public string? TenantKey { get; init; }
}
