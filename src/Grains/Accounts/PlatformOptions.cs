using Feishu.Client;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Section <c>Feishu</c> of the configuration.</summary>
public sealed class PlatformOptions
{
    public const string SectionName = "Feishu";

    /// <summary>Root of the platform for accounts without a domain of their own. Default <c>https://open.feishu.cn</c>.</summary>
    public Uri BaseAddress { get; set; } = PlatformAddress.Feishu;
}
