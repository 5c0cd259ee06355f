using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Cluster;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>cluster</c>: the silos.</summary>
internal static class ClusterCommand
{
    public static Command Create(CommandHost host)
    {
        var show = new DescribedCommand(
            "show", "Shows the silos and what they carry.", "cluster show", "cluster show --output json");
        host.Bind(show, ShowAsync);
        return new DescribedCommand("cluster", "Shows and steers the cluster as a whole.", "cluster show", "cluster drain silo-host-11112") { show, CreateDrain(host) };
    }

    private static DescribedCommand CreateDrain(CommandHost host)
    {
        var silo = new Argument<string>("silo") { Description = "Name of the silo, as 'cluster show' prints it." };
        var drain = new DescribedCommand(
            "drain", "Moves a silo's accounts to the others, each with its new connection up before the old one closes; then the silo stops.", "cluster drain silo-host-11112") { silo };
        host.Bind(drain, async (context, cancellationToken) =>
        {
            await using var cluster = await context.ConnectAsync(cancellationToken);
            var reply = await cluster.DrainAsync(context.Parsed.GetRequiredValue(silo), cancellationToken);
            context.Results.WriteDrain(reply.SiloOrFail());
            return ExitCode.Done;
        });
        return drain;
    }

    private static SiloOverview SiloOrFail(this DrainReply reply)
    {
        if (reply.Refusal is { } refusal)
            throw new CommandFailedException(refusal.Kind == DrainRefusalKind.UnknownSilo ? ExitCode.NotFound : ExitCode.Failed, refusal.Message);
        return reply.Silo ?? throw new CommandFailedException(ExitCode.Failed, "The cluster answered without the silo.");
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        context.Results.Write(await cluster.GetOverviewAsync(cancellationToken));
        return ExitCode.Done;
    }
}
