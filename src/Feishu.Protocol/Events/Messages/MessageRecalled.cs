namespace Feishu.Protocol.Events.Messages;

/// <summary>Body of <see cref="EventTypes.MessageRecalled"/>.</summary>
public sealed class MessageRecalled : EventView
{
    public string? MessageId { get; init; }

    public string? ChatId { get; init; }

    public DateTimeOffset? RecallTime { get; init; }

    /// <summary>By whom, for example <c>message_owner</c> or <c>group_manager</c>.</summary>
    public string? RecallType { get; init; }
}
