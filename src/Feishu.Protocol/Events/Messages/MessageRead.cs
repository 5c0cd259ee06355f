namespace Feishu.Protocol.Events.Messages;

/// <summary>Body of <see cref="EventTypes.MessageRead"/>: a user has read messages of the bot.</summary>
public sealed class MessageRead : EventView
{
    public MessageReader? Reader { get; init; }

    public IReadOnlyList<string> MessageIdList { get; init => field = value ?? []; } = [];
}
