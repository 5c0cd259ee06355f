namespace Feishu.Protocol.Events.Chats;

/// <summary>Body of <see cref="EventTypes.UserAdded"/>, <see cref="EventTypes.UserDeleted"/> and
/// <see cref="EventTypes.UserWithdrawn"/>: users joined or left a group of the bot.</summary>
public sealed class UserMembership : ChatMembership
{
    public IReadOnlyList<ChatMember> Users { get; init => field = value ?? []; } = [];
}
