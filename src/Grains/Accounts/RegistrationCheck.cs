using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a registration must be, whoever sends it.</summary>
internal static class RegistrationCheck
{
    private const int MaxSecretLength = 256;

    /// <summary>Says what is wrong, or null when nothing is.</summary>
    public static string? Explain(string accountId, AccountRegistration registration) =>
        AccountId.Explain(accountId)
        ?? AppId.Explain(registration.AppId)
        ?? ExplainSecret(registration.AppSecret)
        ?? AccountDomain.Explain(registration.Domain);

    private static string? ExplainSecret(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return "The app secret is missing: it is shown in the developer console under Credentials.";
        if (secret.Length > MaxSecretLength)
            return $"The app secret is longer than {MaxSecretLength} characters: this is not an app secret.";
        return secret.Any(static c => c is <= ' ' or > '~')
            ? "The app secret contains white space or characters that no app secret has: copy it again."
            : null;
    }
}
