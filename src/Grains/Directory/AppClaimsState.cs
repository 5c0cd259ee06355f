namespace FeishuOrleans.Grains.Directory;

/// <summary>Stored claims of one partition.</summary>
[GenerateSerializer, Alias("feishu.AppClaimsState")]
internal sealed record AppClaimsState
{
    /// <summary>App key to account id.</summary>
    [Id(0)]
    public Dictionary<string, string> Holders { get; init; } = [];
}
