using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts remove</c>.</summary>
internal sealed class RemoveCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Does not ask." };

    public static Command Create(CommandHost host)
    {
        var remove = new RemoveCommand();
        var command = new DescribedCommand(
            "remove",
            "Closes the connection, ends delivery, and forgets registration, secrets and identity.",
            "accounts remove sales-bot",
            "accounts remove sales-bot --yes") { remove._id, remove._yes };
        host.Bind(command, remove.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Parsed.GetRequiredValue(_id);
        if (!context.Parsed.GetValue(_yes))
            await Confirmation.AskAsync(context, $"Remove account {id}, its secrets and its identity?", "remove the account", "Nothing was removed.", cancellationToken);
        await using var cluster = await context.ConnectAsync(cancellationToken);
        (await cluster.AskAsync(id, account => account.RemoveAsync(), cancellationToken)).OrFail();
        context.Results.WriteRemoval(id);
        return ExitCode.Done;
    }
}
