using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new DescribedCommand(
            "list",
            "Lists all accounts.",
            "accounts list",
            "accounts list --output json | jq -r '.[] | select(.phase != \"connected\") | .accountId'");
        host.Bind(command, ListAsync);
        return command;
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        context.Results.Write(await AccountQuery.AllAsync(cluster, cancellationToken));
        return ExitCode.Done;
    }
}
