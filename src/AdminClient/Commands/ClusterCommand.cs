using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>cluster</c>: the silos.</summary>
internal static class ClusterCommand
{
    public static Command Create(CommandHost host)
    {
        var show = new DescribedCommand(
            "show", "Shows the silos and what they carry.", "cluster show", "cluster show --output json");
        host.Bind(show, ShowAsync);
        return new DescribedCommand("cluster", "Shows the cluster as a whole.", "cluster show") { show };
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        context.Results.Write(await cluster.GetOverviewAsync(cancellationToken));
        return ExitCode.Done;
    }
}
