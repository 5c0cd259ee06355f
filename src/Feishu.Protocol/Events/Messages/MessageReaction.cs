namespace Feishu.Protocol.Events.Messages;

/// <summary>Body of <see cref="EventTypes.ReactionCreated"/> and <see cref="EventTypes.ReactionDeleted"/>.</summary>
public sealed class MessageReaction : EventView
{
    public string? MessageId { get; init; }

    public ReactionType? ReactionType { get; init; }

    /// <summary><c>user</c>: see <see cref="UserId"/>; <c>app</c>: see <see cref="AppId"/>.</summary>
    public string? OperatorType { get; init; }

    public UserIds? UserId { get; init; }

    public string? AppId { get; init; }

    public DateTimeOffset? ActionTime { get; init; }
}
