using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>Where an account's events are to be posted.</summary>
[Description("Where events are posted. Secrets are sealed before they are stored; nothing of it is in any answer.")]
internal sealed record WebhookBody(
    [property: Description("http or https, with a host.")] string Url,
    [property: Description("Signs the requests (Standard Webhooks): whsec_ and the key in base64.")] string? Secret = null,
    [property: Description("The platform's Encrypt Key: bodies are encrypted and signed as in the platform's own webhook mode.")] string? EncryptKey = null,
    [property: Description("The platform's Verification Token: put where the platform left it empty.")] string? VerificationToken = null)
{
    public WebhookRegistration ToRegistration() => new(Url, Secret, EncryptKey, VerificationToken);

    /// <summary>Hides everything: paths and queries of URLs let people in as well.</summary>
    public override string ToString() => nameof(WebhookBody);
}
