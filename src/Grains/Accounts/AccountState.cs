using System.Text.Json.Serialization;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// What storage knows of an account. A removed account keeps its epoch and the declaration last applied; so does one
/// that never was, with zeros.
/// </summary>
internal sealed record AccountState
{
    /// <summary>Null when there is no such account, or no longer.</summary>
    public StoredRegistration? Registration { get; init; }

    public WantedPhase Wanted { get; init; } = WantedPhase.Stopped;

    /// <summary>When <see cref="Wanted"/> last changed.</summary>
    public DateTimeOffset WantedSince { get; init; }

    public AccountOrigin Origin { get; init; }

    /// <summary>Fingerprint of the declaration last applied.</summary>
    public string? DeclarationHash { get; init; }

    /// <summary>Its <c>Accounts:Revision</c>.</summary>
    public long DeclarationRevision { get; init; }

    /// <summary>Grows with every activation that is going to connect, before it does.</summary>
    public long Epoch { get; init; }

    /// <summary>Silo of that activation.</summary>
    public string? OwnerSilo { get; init; }

    public AccountIdentity? Identity { get; init; }

    /// <summary>The definitive refusal the account was last in; null once it was connected again.</summary>
    public AccountFault? LastFault { get; init; }

    /// <summary>Whether the account is to be connected.</summary>
    [JsonIgnore]
    public bool IsWanted => Registration is not null && Wanted == WantedPhase.Running;
}
