namespace Feishu.Protocol.Events.Chats;

/// <summary>What the events about joining and leaving a group have in common.</summary>
public abstract class ChatMembership : EventView
{
    public string? ChatId { get; init; }

    /// <summary>Who did it.</summary>
    public UserIds? OperatorId { get; init; }

    /// <summary>Whether the group has members of other tenants.</summary>
    public bool? External { get; init; }

    public string? OperatorTenantKey { get; init; }

    /// <summary>Name of the group.</summary>
    public string? Name { get; init; }

    public LocalizedNames? I18nNames { get; init; }
}
