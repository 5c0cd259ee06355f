namespace FeishuOrleans.Silo.Startup;

/// <summary>A declared account. Section <c>Accounts:&lt;id&gt;</c> of the configuration.</summary>
public sealed class DeclaredAccountOptions
{
    /// <summary>App id from the developer console. Default: none.</summary>
    public string? AppId { get; set; }

    /// <summary>App secret. Never logged. Default: none.</summary>
    public string? AppSecret { get; set; }

    /// <summary>File that holds <see cref="AppSecret"/>. Default: none.</summary>
    public string? AppSecretFile { get; set; }

    /// <summary><c>feishu</c>, <c>lark</c> or a URL. Default: none, which means <c>Feishu:BaseAddress</c>.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether the account is to be connected. Default true.</summary>
    public bool Enabled { get; set; } = true;
}
