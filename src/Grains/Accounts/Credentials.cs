using System.Security.Cryptography;
using System.Text;
using Feishu.Client;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Grains.Sinks.Webhook;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Seals what the operator sends and opens what is stored.</summary>
internal sealed class Credentials(SecretSealer sealer, PlatformDomains domains)
{
    private const string Field = "app-secret";
    private const string WebhookSecretField = "webhook-secret";
    private const string EncryptKeyField = "webhook-encrypt-key";
    private const string VerificationTokenField = "webhook-verification-token";

    public StoredRegistration Seal(string accountId, AccountRegistration registration) =>
        new(registration.AppId, SealSecret(accountId, registration.AppSecret), registration.Domain, Seal(accountId, registration.Webhook));

    public string SealSecret(string accountId, string appSecret) => sealer.Seal(accountId, Field, appSecret);

    public StoredWebhook? Seal(string accountId, WebhookRegistration? webhook) => webhook is null
        ? null
        : new(
            webhook.Url,
            Seal(accountId, WebhookSecretField, webhook.Secret),
            Seal(accountId, EncryptKeyField, webhook.EncryptKey),
            Seal(accountId, VerificationTokenField, webhook.VerificationToken));

    /// <summary>The registration with everything sealed with the current key; or why it cannot be. The same one when it is so already.</summary>
    public (StoredRegistration Registration, string? Problem) Reseal(string accountId, StoredRegistration registration)
    {
        string? problem = null;
        var resealed = registration with
        {
            SealedSecret = Again(Field, registration.SealedSecret)!,
            Webhook = registration.Webhook is not { } webhook ? null : webhook with
            {
                SealedSecret = Again(WebhookSecretField, webhook.SealedSecret),
                SealedEncryptKey = Again(EncryptKeyField, webhook.SealedEncryptKey),
                SealedVerificationToken = Again(VerificationTokenField, webhook.SealedVerificationToken),
            },
        };
        return problem is null && resealed != registration ? (resealed, null) : (registration, problem);

        string? Again(string field, string? sealedText)
        {
            if (sealedText is null || sealer.IsCurrent(sealedText))
                return sealedText;
            var opened = sealer.Unseal(accountId, field, sealedText);
            problem ??= opened.Problem;
            return opened.IsOpen ? sealer.Seal(accountId, field, opened.Text) : sealedText;
        }
    }

    /// <summary>Names the parts in which a registration is not the stored one. A secret that cannot be read differs; a webhook is compared when one is given.</summary>
    public IReadOnlyList<string> Differences(string accountId, StoredRegistration stored, AccountRegistration registration)
    {
        var differences = new List<string>();
        if (stored.AppId != registration.AppId)
            differences.Add($"app id ({stored.AppId})");
        if (stored.Domain != registration.Domain)
            differences.Add($"domain ({stored.Domain ?? "the default"})");
        if (sealer.Unseal(accountId, Field, stored.SealedSecret) is not { IsOpen: true, Text: var secret } || !IsSame(secret, registration.AppSecret))
            differences.Add("app secret");
        if (registration.Webhook is { } webhook && !IsSame(accountId, stored.Webhook, webhook))
            differences.Add("webhook");
        return differences;
    }

    public DeclarationMark Mark(AccountDeclaration declaration)
    {
        var (appId, secret, domain, enabled, webhook) = declaration.Registration;
        // None of the parts can contain a line feed. Without a webhook the text is that of versions that knew none.
        var account = $"{appId}\n{secret}\n{domain}\n{enabled}";
        var text = webhook is null
            ? account
            : $"{account}\n{webhook.Url}\n{webhook.Secret}\n{webhook.EncryptKey}\n{webhook.VerificationToken}";
        return new(sealer.Fingerprint(text), declaration.Revision, sealer.OtherFingerprint(text));
    }

    // Whoever may register accounts must not find out a secret by the time a wrong one takes.
    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>The account to connect, or the fault that keeps it from being connected.</summary>
    public (FeishuAccount? Account, AccountFault? Fault) Open(string accountId, StoredRegistration registration)
    {
        var secret = sealer.Unseal(accountId, Field, registration.SealedSecret);
        return secret.IsOpen
            ? (new FeishuAccount(accountId, registration.AppId, secret.Text, domains.AddressOf(registration.Domain)), null)
            : (null, Faults.SecretUnreadable(secret.Problem));
    }

    /// <summary>The webhook to deliver to, or why it cannot be used.</summary>
    public (WebhookTarget? Target, string? Problem) Open(string accountId, StoredWebhook webhook)
    {
        var secret = Open(accountId, WebhookSecretField, webhook.SealedSecret);
        var encryptKey = Open(accountId, EncryptKeyField, webhook.SealedEncryptKey);
        var token = Open(accountId, VerificationTokenField, webhook.SealedVerificationToken);
        if ((secret?.Problem ?? encryptKey?.Problem ?? token?.Problem) is { } problem)
            return (null, problem);
        return (new WebhookTarget(new Uri(webhook.Url), secret is null ? [] : [secret.Text!], encryptKey?.Text, token?.Text), null);
    }

    private bool IsSame(string accountId, StoredWebhook? stored, WebhookRegistration webhook) =>
        stored?.Url == webhook.Url
        && IsSame(Open(accountId, WebhookSecretField, stored.SealedSecret), webhook.Secret)
        && IsSame(Open(accountId, EncryptKeyField, stored.SealedEncryptKey), webhook.EncryptKey)
        && IsSame(Open(accountId, VerificationTokenField, stored.SealedVerificationToken), webhook.VerificationToken);

    private static bool IsSame(UnsealResult? stored, string? secret) =>
        stored is null ? string.IsNullOrEmpty(secret) : stored.IsOpen && IsSame(stored.Text, secret ?? "");

    private string? Seal(string accountId, string field, string? clear) =>
        string.IsNullOrEmpty(clear) ? null : sealer.Seal(accountId, field, clear);

    private UnsealResult? Open(string accountId, string field, string? sealedText) =>
        sealedText is null ? null : sealer.Unseal(accountId, field, sealedText);
}
