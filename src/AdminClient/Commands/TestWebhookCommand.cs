using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts test-webhook</c>.</summary>
internal static class TestWebhookCommand
{
    public static Command Create(CommandHost host)
    {
        var id = AccountArguments.One();
        var command = new DescribedCommand(
            "test-webhook",
            "Sends the webhook the platform's own challenge and looks whether it comes back; exit code 1 when it does not.",
            "accounts test-webhook sales-bot",
            "accounts test-webhook sales-bot --output json | jq .isEchoed") { id };
        host.Bind(command, async (context, cancellationToken) =>
        {
            await using var cluster = await context.ConnectAsync(cancellationToken);
            var account = context.Parsed.GetRequiredValue(id);
            var result = (await cluster.AskAsync(account, grain => grain.TestWebhookAsync(), cancellationToken)).ResultOrFail();
            context.Results.Write(account, result);
            return result.IsEchoed ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
