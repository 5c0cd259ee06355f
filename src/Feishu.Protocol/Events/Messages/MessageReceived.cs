namespace Feishu.Protocol.Events.Messages;

/// <summary>Body of <see cref="EventTypes.MessageReceived"/>: somebody wrote to the bot or where the bot may read.</summary>
public sealed class MessageReceived : EventView
{
    public MessageSender? Sender { get; init; }

    public ChatMessage? Message { get; init; }
}
