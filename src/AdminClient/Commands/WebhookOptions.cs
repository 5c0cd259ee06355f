using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The options that describe a webhook. Secrets come from files.</summary>
internal sealed class WebhookOptions
{
    private readonly Option<string?> _secretFile = SecretFile(
        "--webhook-secret-file", "File with the secret that signs requests (whsec_...); unsigned when left out.");

    private readonly Option<string?> _encryptKeyFile = SecretFile(
        "--encrypt-key-file", "File with the app's Encrypt Key; bodies are then encrypted as the platform does it.");

    private readonly Option<string?> _verificationTokenFile = SecretFile(
        "--verification-token-file", "File with the app's Verification Token, for handlers that compare it.");

    public WebhookOptions()
    {
        Url.Refuse(static url => url is null ? null : WebhookUrl.Explain(url));
    }

    /// <summary>The option without which there is no webhook.</summary>
    public Option<string?> Url { get; } = new("--webhook-url")
    {
        Description = "Where events are posted.",
        HelpName = "url",
    };

    /// <summary>Puts the options into a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Url);
        foreach (var file in Files)
            command.Add(file);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Url) is null && Files.FirstOrDefault(file => result.GetResult(file) is not null) is { } orphan)
                result.AddError($"{orphan.Name} describes a webhook: give {Url.Name} as well.");
        });
    }

    /// <summary>The webhook that is described; null without <see cref="Url"/>.</summary>
    /// <exception cref="CommandFailedException">A file cannot be read, or what it holds is not what it should be.</exception>
    public async Task<WebhookRegistration?> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Url) is not { } url)
            return null;
        var webhook = new WebhookRegistration(
            url,
            await ReadAsync("webhook secret", parsed.GetValue(_secretFile), cancellationToken),
            await ReadAsync("encrypt key", parsed.GetValue(_encryptKeyFile), cancellationToken),
            await ReadAsync("verification token", parsed.GetValue(_verificationTokenFile), cancellationToken));
        return webhook.Explain() is { } problem ? throw new CommandFailedException(ExitCode.WrongUsage, problem) : webhook;
    }

    private Option<string?>[] Files => [_secretFile, _encryptKeyFile, _verificationTokenFile];

    private static async Task<string?> ReadAsync(string what, string? file, CancellationToken cancellationToken) =>
        file is null ? null : await SecretText.FromFileAsync(what, file, cancellationToken);

    private static Option<string?> SecretFile(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };
}
