using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Where an account's events are posted, and with which secrets. Immutable.</summary>
/// <param name="url">A URL that <see cref="WebhookUrl.Explain"/> has nothing against.</param>
/// <param name="secrets">Secrets that sign (<c>whsec_</c>); more than one while a secret is being changed.</param>
/// <param name="encryptKey">The platform's Encrypt Key; null or empty: bodies travel as they are.</param>
/// <param name="verificationToken">The platform's Verification Token; null or empty: bodies stay as they are.</param>
/// <exception cref="FormatException">A secret is not one.</exception>
internal sealed class WebhookTarget(Uri url, IReadOnlyList<string> secrets, string? encryptKey = null, string? verificationToken = null)
{
    public Uri Url { get; } = url;

    /// <summary>Scheme, host and port: what shares a breaker.</summary>
    public string Endpoint { get; } = url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();

    /// <summary>Null without secrets.</summary>
    public StandardWebhooksSignature? Signature { get; } = secrets.Count > 0 ? new(secrets.Select(WebhookSecret.Decode)) : null;

    /// <summary>Null without Encrypt Key.</summary>
    public PlatformEncryption? Encryption { get; } = string.IsNullOrEmpty(encryptKey) ? null : new(encryptKey);

    public string? VerificationToken { get; } = string.IsNullOrEmpty(verificationToken) ? null : verificationToken;

    /// <summary>Names the endpoint; hides path, query and secrets, because all of them may let somebody in.</summary>
    public override string ToString() => Endpoint;
}
