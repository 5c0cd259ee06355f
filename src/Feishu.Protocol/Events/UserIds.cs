namespace Feishu.Protocol.Events;

/// <summary>The three names of one user.</summary>
public sealed class UserIds
{
    /// <summary><c>on_</c>: the same for all apps of one developer.</summary>
    public string? UnionId { get; init; }

    /// <summary>Only with permission; empty or null without.</summary>
    public string? UserId { get; init; }

    /// <summary><c>ou_</c>: for this app only.</summary>
    public string? OpenId { get; init; }
}
