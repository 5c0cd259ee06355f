using System.Collections.Immutable;

namespace FeishuOrleans.Grains.Directory;

/// <summary>Stored entries of one partition, by account id.</summary>
internal sealed record DirectoryState
{
    public ImmutableSortedDictionary<string, DirectoryEntry> Entries { get; init; } =
        ImmutableSortedDictionary.Create<string, DirectoryEntry>(StringComparer.Ordinal);
}
