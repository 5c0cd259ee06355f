using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Webhooks;

/// <summary>Where an account's events are to be posted: written by a person, never changed by the service.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Secret">Signs requests (<see cref="WebhookSecret"/>); null leaves them unsigned. Sealed before it is stored, never returned.</param>
/// <param name="EncryptKey">The platform's Encrypt Key; with it, bodies are encrypted and signed as the platform's own webhook mode does. Sealed, never returned.</param>
/// <param name="VerificationToken">The platform's Verification Token, put where the platform left it empty. Sealed, never returned.</param>
[GenerateSerializer, Immutable, Alias("feishu.WebhookRegistration")]
public sealed record WebhookRegistration(
    [property: Id(0)] string Url,
    [property: Id(1)] string? Secret = null,
    [property: Id(2)] string? EncryptKey = null,
    [property: Id(3)] string? VerificationToken = null)
{
    /// <summary>Says what is wrong with it without repeating any of it, or null when it is good.</summary>
    public string? Explain() =>
        WebhookUrl.Explain(Url)
        ?? (Secret is null ? null : WebhookSecret.Explain(Secret))
        ?? (EncryptKey is null ? null : SecretShape.Explain("encrypt key", EncryptKey))
        ?? (VerificationToken is null ? null : SecretShape.Explain("verification token", VerificationToken));

    /// <summary>Hides everything: paths and queries of URLs let people in as well.</summary>
    public override string ToString() => nameof(WebhookRegistration);
}
