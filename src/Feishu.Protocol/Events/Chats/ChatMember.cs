namespace Feishu.Protocol.Events.Chats;

/// <summary>A user who joined or left.</summary>
public sealed class ChatMember
{
    public string? Name { get; init; }

    public string? TenantKey { get; init; }

    public UserIds? UserId { get; init; }
}
