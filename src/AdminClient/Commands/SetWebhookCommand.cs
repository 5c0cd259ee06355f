using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts set-webhook</c>.</summary>
internal sealed class SetWebhookCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly WebhookOptions _webhook = new();

    private readonly Option<bool> _none = new("--none")
    {
        Description = "Ends delivery. Events go on being received and kept; what was not delivered by then never is.",
    };

    public static Command Create(CommandHost host)
    {
        var set = new SetWebhookCommand();
        var command = new DescribedCommand(
            "set-webhook",
            "Says where an account's events are posted from now on. What is left out is unset: all of the webhook is given anew.",
            "accounts set-webhook sales-bot --webhook-url https://bot.example.org/events --webhook-secret-file secret.txt",
            "accounts set-webhook sales-bot --webhook-url http://127.0.0.1:3000/webhook/event --encrypt-key-file key.txt",
            "accounts set-webhook sales-bot --none") { set._id, set._none };
        set._webhook.AddTo(command);
        command.Validators.Add(result =>
        {
            var isGiven = result.GetResult(set._webhook.Url) is not null;
            if (isGiven == result.GetValue(set._none))
                result.AddError($"Give either {set._webhook.Url.Name} or {set._none.Name}.");
        });
        host.Bind(command, set.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var webhook = await _webhook.ReadAsync(context.Parsed, cancellationToken);
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var reply = await cluster.AskAsync(
            context.Parsed.GetRequiredValue(_id), account => account.SetWebhookAsync(webhook), cancellationToken);
        context.Results.WriteChange(webhook is null ? "has no webhook any more" : "has its webhook", reply.StatusOrFail());
        return ExitCode.Done;
    }
}
