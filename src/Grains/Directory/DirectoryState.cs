namespace FeishuOrleans.Grains.Directory;

/// <summary>Stored entries of one partition.</summary>
[GenerateSerializer, Immutable, Alias("feishu.DirectoryState")]
internal sealed record DirectoryState
{
    /// <summary>In ordinal order of their ids.</summary>
    [Id(0)]
    public DirectoryEntry[] Entries { get; init; } = [];
}
