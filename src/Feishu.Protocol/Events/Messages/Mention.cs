namespace Feishu.Protocol.Events.Messages;

/// <summary>Whom a message calls by name, seen from the bot.</summary>
public enum Mention
{
    /// <summary>Neither the bot nor everyone; also events that are no messages.</summary>
    None,

    /// <summary>The bot.</summary>
    Me,

    /// <summary>Everyone (<c>@_all</c>), and not the bot as well.</summary>
    All,

    /// <summary>The bot's own open_id is not known, or the message could not be read.</summary>
    Unknown,
}
