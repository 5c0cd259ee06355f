namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>What an account's domain may be: a name of a public platform, or the root URL of another one.</summary>
public static class AccountDomain
{
    /// <summary>Mainland China.</summary>
    public const string Feishu = "feishu";

    /// <summary>International.</summary>
    public const string Lark = "lark";

    /// <summary>Says what is wrong with a domain, or null when it is good. Null means the service's default.</summary>
    public static string? Explain(string? domain)
    {
        if (domain is null or Feishu or Lark)
            return null;
        if (!Uri.TryCreate(domain, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            return "This is not a domain: use 'feishu', 'lark' or a URL such as https://open.feishu.cn.";
        if (url.Scheme == "http" && !url.IsLoopback)
            return "This domain would have the app secret sent in clear: use https (http is allowed on loopback only).";
        // Anything more would be dropped when paths are put behind it, or would end up in logs.
        return url.PathAndQuery == "/" && url.Fragment.Length == 0 && url.UserInfo.Length == 0
            ? null
            : "The URL of a domain has a scheme, a host and a port, nothing more.";
    }
}
