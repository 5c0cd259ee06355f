namespace Feishu.Protocol.Events.Callbacks;

/// <summary>Who caused a callback.</summary>
public sealed class CallbackOperator
{
    public string? TenantKey { get; init; }

    /// <summary>Only with permission; empty or null without.</summary>
    public string? UserId { get; init; }

    public string? OpenId { get; init; }

    public string? UnionId { get; init; }
}
