namespace Feishu.Protocol.Events.Chats;

/// <summary>Body of <see cref="EventTypes.BotAdded"/> and <see cref="EventTypes.BotDeleted"/>: the bot joined or left a group.</summary>
public sealed class BotMembership : ChatMembership;
