using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts add</c>.</summary>
internal sealed class AddCommand
{
    private readonly Argument<string> _id = AccountArguments.One();

    private readonly Option<string> _appId = new("--app-id")
    {
        Description = "App id from the developer console.",
        HelpName = "cli_...",
        Required = true,
    };

    private readonly Option<string?> _domain = new("--domain")
    {
        Description = "'feishu', 'lark' or the URL of another platform; the silos' Feishu:BaseAddress when left out.",
        HelpName = "domain",
    };

    private readonly Option<string?> _secretFile = AppSecretSource.FileOption();

    private readonly Option<bool> _disabled = new("--disabled")
    {
        Description = "Registers the account without connecting it.",
    };

    private readonly WebhookOptions _webhook = new();

    public static Command Create(CommandHost host)
    {
        var add = new AddCommand();
        add._appId.Refuse(AppId.Explain);
        add._domain.Refuse(AccountDomain.Explain);
        var command = new DescribedCommand(
            "add",
            "Registers an account and connects it.",
            "accounts add sales-bot --app-id cli_0123456789abcdef --app-secret-file secret.txt",
            "accounts add sales-bot --app-id cli_0123456789abcdef --domain lark < secret.txt",
            "accounts add sales-bot --app-id cli_0123456789abcdef --webhook-url https://bot.example.org/events --webhook-secret-file whsec.txt < secret.txt",
            "accounts add sales-bot --app-id cli_0123456789abcdef   (asks for the secret)")
        {
            add._id, add._appId, add._domain, add._secretFile, add._disabled, SecretArgument.Refused(),
        };
        add._webhook.AddTo(command);
        host.Bind(command, add.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        var webhook = await _webhook.ReadAsync(parsed, cancellationToken);
        var secret = await AppSecretSource.ReadAsync(context.Terminal, parsed.GetValue(_secretFile), cancellationToken);
        var registration = new AccountRegistration(
            parsed.GetRequiredValue(_appId), secret, parsed.GetValue(_domain), Enabled: !parsed.GetValue(_disabled), webhook);
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var reply = await cluster.AskAsync(
            parsed.GetRequiredValue(_id), account => account.AddAsync(registration), cancellationToken);
        context.Results.WriteChange("added", reply.StatusOrFail());
        return ExitCode.Done;
    }
}
