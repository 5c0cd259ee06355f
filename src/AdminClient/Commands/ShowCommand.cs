using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts show</c>.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandHost host)
    {
        var id = AccountArguments.One();
        var command = new DescribedCommand(
            "show",
            "Shows all that is known of one account.",
            "accounts show sales-bot",
            "accounts show sales-bot --output json | jq .phase") { id };
        host.Bind(command, async (context, cancellationToken) =>
        {
            await using var cluster = await context.ConnectAsync(cancellationToken);
            var reply = await cluster.AskAsync(
                context.Parsed.GetRequiredValue(id), account => account.GetStatusAsync(), cancellationToken);
            context.Results.Write(reply.StatusOrFail());
            return ExitCode.Done;
        });
        return command;
    }
}
