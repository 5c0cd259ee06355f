using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>All an owner knows of its account beside the connection. Immutable, so that status pages can be made of it on any thread.</summary>
internal sealed record AccountFacts
{
    public required string AccountId { get; init; }

    /// <summary>Null while it could not be read from storage.</summary>
    public required AccountState? State { get; init; }

    /// <summary>Begin of the present activation.</summary>
    public required DateTimeOffset OwnedSince { get; init; }

    /// <summary>What keeps this owner from connecting; null when nothing does.</summary>
    public AccountFault? Obstacle { get; init; }

    /// <summary>When the obstacle is tried again; null when only a person can remove it.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Failures in a row before the obstacle.</summary>
    public int Failures { get; init; }

    /// <summary>Things that are wrong although the account works.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
