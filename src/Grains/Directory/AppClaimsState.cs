using System.Collections.Immutable;

namespace FeishuOrleans.Grains.Directory;

/// <summary>Stored claims of one partition: app key to account id.</summary>
internal sealed record AppClaimsState
{
    public ImmutableDictionary<string, string> Holders { get; init; } = ImmutableDictionary<string, string>.Empty;
}
