namespace Feishu.Client;

/// <summary>One app on one platform: all a connection needs to know about whom it connects.</summary>
/// <param name="Id">Name of the account in logs, for example <c>support-bot</c>.</param>
/// <param name="AppId">App id from the developer console, for example <c>cli_0123456789abcdef</c>.</param>
/// <param name="AppSecret">App secret. Never logged.</param>
/// <param name="BaseAddress">Root of the platform, for example <see cref="PlatformAddress.Feishu"/>.</param>
public sealed record FeishuAccount(string Id, string AppId, string AppSecret, Uri BaseAddress)
{
    /// <summary>An account on Feishu's public platform whose id is its app id.</summary>
    public FeishuAccount(string appId, string appSecret)
        : this(appId, appId, appSecret, PlatformAddress.Feishu)
    {
    }

    /// <summary>Names the account, hides the secret.</summary>
    public override string ToString() => $"{Id} ({AppId} at {BaseAddress.Host})";
}
