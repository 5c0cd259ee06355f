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
            "Closes the connection and forgets registration, secret and identity.",
            "accounts remove sales-bot",
            "accounts remove sales-bot --yes") { remove._id, remove._yes };
        host.Bind(command, remove.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Parsed.GetRequiredValue(_id);
        if (!context.Parsed.GetValue(_yes))
            await AskAsync(context, id, cancellationToken);
        await using var cluster = await context.ConnectAsync(cancellationToken);
        (await cluster.AskAsync(id, account => account.RemoveAsync(), cancellationToken)).OrFail();
        context.Results.WriteRemoval(id);
        return ExitCode.Done;
    }

    private static async Task AskAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        if (!context.Terminal.InputIsTerminal)
            throw new CommandFailedException(ExitCode.WrongUsage, "There is no terminal to ask on: add --yes to remove the account.");
        var question = $"Remove account {id}, its secret and its identity?";
        if (!await context.Terminal.ConfirmAsync(question, cancellationToken))
            throw new CommandFailedException(ExitCode.Failed, "Nothing was removed.");
    }
}
