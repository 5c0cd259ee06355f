using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a registration must be, whoever sends it.</summary>
internal static class RegistrationCheck
{
    /// <summary>Says what is wrong, or null when nothing is.</summary>
    public static string? Explain(string accountId, AccountRegistration registration) =>
        AccountId.Explain(accountId)
        ?? AppId.Explain(registration.AppId)
        ?? ExplainSecret(registration.AppSecret)
        ?? AccountDomain.Explain(registration.Domain)
        ?? registration.Webhook?.Explain();

    private static string? ExplainSecret(string? secret) => string.IsNullOrEmpty(secret)
        ? "The app secret is missing: it is shown in the developer console under Credentials."
        : SecretShape.Explain("app secret", secret);
}
