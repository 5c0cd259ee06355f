namespace Feishu.Client;

/// <summary>Roots of the public platforms (protocol notes, section 1.1).</summary>
public static class PlatformAddress
{
    /// <summary>Feishu, mainland China.</summary>
    public static Uri Feishu { get; } = new("https://open.feishu.cn");

    /// <summary>Lark, international.</summary>
    public static Uri Lark { get; } = new("https://open.larksuite.com");
}
