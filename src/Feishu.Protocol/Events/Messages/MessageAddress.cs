namespace Feishu.Protocol.Events.Messages;

/// <summary>To whom a message speaks and whether the bot wrote it itself; decided by exact open_id, never by name.</summary>
/// <param name="Mention">Whom it calls.</param>
/// <param name="IsOwn">Whether the bot wrote it; null when that is not known.</param>
public readonly record struct MessageAddress(Mention Mention, bool? IsOwn)
{
    private const string Everyone = "@_all";

    private static readonly MessageAddress NoMessage = new(Mention.None, false);
    private static readonly MessageAddress NotKnown = new(Mention.Unknown, null);

    /// <summary><c>me</c>, <c>all</c>, <c>none</c> or <c>unknown</c>.</summary>
    public string MentionText => Mention switch
    {
        Mention.Me => "me",
        Mention.All => "all",
        Mention.None => "none",
        _ => "unknown",
    };

    /// <summary><c>true</c>, <c>false</c> or <c>unknown</c>.</summary>
    public string SelfText => IsOwn switch
    {
        true => "true",
        false => "false",
        null => "unknown",
    };

    /// <summary>The address of an event; never throws.</summary>
    /// <param name="envelope">The event; null when it is no envelope.</param>
    /// <param name="ownOpenId">The bot's open_id; null while it is not known.</param>
    public static MessageAddress Of(EventEnvelope? envelope, string? ownOpenId)
    {
        if (envelope is not { EventType: EventTypes.MessageReceived })
            return NoMessage;
        if (string.IsNullOrEmpty(ownOpenId))
            return NotKnown;
        try
        {
            var received = envelope.ReadEvent<MessageReceived>();
            return new MessageAddress(MentionOf(received.Message, ownOpenId), received.Sender?.SenderId?.OpenId == ownOpenId);
        }
        catch (EventFormatException)
        {
            // A message of a shape nobody knows: saying nothing is better than a guess.
            return NotKnown;
        }
    }

    private static Mention MentionOf(ChatMessage? message, string ownOpenId)
    {
        if (message is null)
            return Mention.None;
        if (message.Mentions.Any(mention => mention?.Id?.OpenId == ownOpenId))
            return Mention.Me;
        return message.Mentions.Any(static mention => mention?.Key == Everyone) || NamesEveryone(message.Content)
            ? Mention.All
            : Mention.None;
    }

    /// <summary>Everyone stands in the content and normally has no entry (protocol notes, section 6.4).</summary>
    private static bool NamesEveryone(string? content)
    {
        for (var at = IndexIn(content, 0); at >= 0; at = IndexIn(content, at + Everyone.Length))
        {
            var end = at + Everyone.Length;
            // "@_allow" is another word.
            if (end == content!.Length || !(char.IsAsciiLetterOrDigit(content[end]) || content[end] == '_'))
                return true;
        }

        return false;
    }

    private static int IndexIn(string? content, int from) => content?.IndexOf(Everyone, from, StringComparison.Ordinal) ?? -1;
}
