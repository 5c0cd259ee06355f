using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.Silo.Startup;

/// <summary>The webhook of a declared account.</summary>
internal static class DeclaredWebhook
{
    /// <summary>The webhook; null when none is declared, or what is declared is noted as a problem.</summary>
    public static WebhookRegistration? Read(IConfigurationSection section, DeclaredWebhookOptions options, ICollection<string> problems)
    {
        if (section.Value is { Length: > 0 })
            problems.Add($"{section.Path} is a section: give {section.Path}:{nameof(options.Url)}.");
        if (!section.GetChildren().Any())
            return null;
        if (string.IsNullOrEmpty(options.Url))
            problems.Add($"{section.Path}:{nameof(options.Url)} is missing: it says where events are posted.");
        else
            Note(section, nameof(options.Url), WebhookUrl.Explain(options.Url), problems);
        var webhook = new WebhookRegistration(
            options.Url ?? "",
            ReadSecret(section, nameof(options.Secret), options.Secret, options.SecretFile, WebhookSecret.Explain, problems),
            ReadSecret(section, nameof(options.EncryptKey), options.EncryptKey, options.EncryptKeyFile, key => SecretShape.Explain("encrypt key", key), problems),
            ReadSecret(section, nameof(options.VerificationToken), options.VerificationToken, null, token => SecretShape.Explain("verification token", token), problems));
        return webhook.Explain() is null ? webhook : null;
    }

    private static string? ReadSecret(
        IConfigurationSection section, string name, string? value, string? file, Func<string, string?> explain, ICollection<string> problems)
    {
        var secret = SecretSetting.Read($"{section.Path}:{name}", value, file, problems);
        if (secret is not null)
            Note(section, file is null ? name : $"{name}File", explain(secret), problems);
        return secret;
    }

    private static void Note(IConfigurationSection section, string name, string? problem, ICollection<string> problems)
    {
        if (problem is not null)
            problems.Add($"{section.Path}:{name}: {problem}");
    }
}
