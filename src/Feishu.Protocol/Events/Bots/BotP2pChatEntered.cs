namespace Feishu.Protocol.Events.Bots;

/// <summary>Body of <see cref="EventTypes.BotP2pChatEntered"/>: a user opened the chat with the bot.</summary>
public sealed class BotP2pChatEntered : EventView
{
    public string? ChatId { get; init; }

    public UserIds? OperatorId { get; init; }

    public string? LastMessageId { get; init; }

    public DateTimeOffset? LastMessageCreateTime { get; init; }
}
