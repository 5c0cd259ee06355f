namespace Feishu.Protocol.Events;

/// <summary>Event types with a typed view (protocol notes, sections 6.4 to 6.6), and those the service treats apart.</summary>
public static class EventTypes
{
    /// <summary>Ours: a payload whose type could not be read.</summary>
    public const string Unknown = "unknown";

    public const string MessageReceived = "im.message.receive_v1";
    public const string MessageRead = "im.message.message_read_v1";
    public const string MessageRecalled = "im.message.recalled_v1";
    public const string ReactionCreated = "im.message.reaction.created_v1";
    public const string ReactionDeleted = "im.message.reaction.deleted_v1";
    public const string BotAdded = "im.chat.member.bot.added_v1";
    public const string BotDeleted = "im.chat.member.bot.deleted_v1";
    public const string UserAdded = "im.chat.member.user.added_v1";
    public const string UserDeleted = "im.chat.member.user.deleted_v1";
    public const string UserWithdrawn = "im.chat.member.user.withdrawn_v1";
    public const string BotP2pChatEntered = "im.chat.access_event.bot_p2p_chat_entered_v1";
    public const string BotMenuClicked = "application.bot.menu_v6";

    /// <summary>A callback: its answer travels in the acknowledgement, and it is not pushed again.</summary>
    public const string CardAction = "card.action.trigger";

    /// <summary>A callback: its answer travels in the acknowledgement, and it is not pushed again.</summary>
    public const string UrlPreview = "url.preview.get";

    /// <summary>Whether events of this type are callbacks.</summary>
    public static bool IsCallback(string eventType) => eventType is CardAction or UrlPreview;
}
