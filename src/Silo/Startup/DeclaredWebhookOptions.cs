namespace FeishuOrleans.Silo.Startup;

/// <summary>Where a declared account's events are posted. Section <c>Accounts:&lt;id&gt;:Webhook</c> of the configuration.</summary>
public sealed class DeclaredWebhookOptions
{
    /// <summary>Name of the section in that of its account.</summary>
    public const string SectionName = "Webhook";

    /// <summary>http or https. Default: none.</summary>
    public string? Url { get; set; }

    /// <summary>Secret that signs requests, <c>whsec_</c> and base64. Never logged. Default: none.</summary>
    public string? Secret { get; set; }

    /// <summary>File that holds <see cref="Secret"/>. Default: none.</summary>
    public string? SecretFile { get; set; }

    /// <summary>The app's Encrypt Key. Never logged. Default: none.</summary>
    public string? EncryptKey { get; set; }

    /// <summary>File that holds <see cref="EncryptKey"/>. Default: none.</summary>
    public string? EncryptKeyFile { get; set; }

    /// <summary>The app's Verification Token. Never logged. Default: none.</summary>
    public string? VerificationToken { get; set; }
}
