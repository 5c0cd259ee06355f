namespace Feishu.Protocol.Events.Messages;

/// <summary>Who has read, and when.</summary>
public sealed class MessageReader
{
    public UserIds? ReaderId { get; init; }

    public DateTimeOffset? ReadTime { get; init; }

    public string? TenantKey { get; init; }
}
