using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// What storage knows of an account. A removed account keeps its epoch and the declaration last applied; so does one
/// that never was, with zeros.
/// </summary>
[GenerateSerializer, Immutable, Alias("feishu.AccountState")]
internal sealed record AccountState
{
    /// <summary>Null when there is no such account, or no longer.</summary>
    [Id(0)]
    public StoredRegistration? Registration { get; init; }

    [Id(1)]
    public WantedPhase Wanted { get; init; } = WantedPhase.Stopped;

    /// <summary>When <see cref="Wanted"/> last changed.</summary>
    [Id(2)]
    public DateTimeOffset WantedSince { get; init; }

    [Id(3)]
    public AccountOrigin Origin { get; init; }

    /// <summary>Fingerprint of the declaration last applied.</summary>
    [Id(4)]
    public string? DeclarationHash { get; init; }

    /// <summary>Its <c>Accounts:Revision</c>.</summary>
    [Id(5)]
    public long DeclarationRevision { get; init; }

    /// <summary>Grows with every activation that is going to connect or to deliver, before it does.</summary>
    [Id(6)]
    public long Epoch { get; init; }

    /// <summary>Silo of that activation.</summary>
    [Id(7)]
    public string? OwnerSilo { get; init; }

    [Id(8)]
    public AccountIdentity? Identity { get; init; }

    /// <summary>The definitive refusal the account was last in; null once it was connected again.</summary>
    [Id(9)]
    public AccountFault? LastFault { get; init; }

    /// <summary>Null without a webhook.</summary>
    [Id(10)]
    public StoredDelivery? Delivery { get; init; }

    /// <summary>Whether somebody has to own the account: to connect it, or to deliver what it has received.</summary>
    public bool IsOwned => IsWanted || Registration?.Webhook is not null;

    /// <summary>Whether the account is to be connected.</summary>
    public bool IsWanted => Registration is not null && Wanted == WantedPhase.Running;
}
