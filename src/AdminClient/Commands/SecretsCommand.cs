using System.CommandLine;
using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.Grains.Interfaces.Secrets;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>secrets</c>: what is sealed in storage.</summary>
internal static class SecretsCommand
{
    private const int PageSize = 200;

    public static Command Create(CommandHost host)
    {
        var rotate = new DescribedCommand(
            "rotate",
            "Seals every secret in storage with the silos' Secrets:MasterKey, after it was changed. Safe to repeat and to interrupt.",
            "secrets rotate",
            "secrets rotate --output json");
        host.Bind(rotate, RotateAsync);
        return new DescribedCommand("secrets", "Steers what is sealed in storage.", "secrets rotate") { rotate };
    }

    private static async Task<ExitCode> RotateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var total = await ResealAsync(cluster, new ResealProgress(context.Terminal.Error, context.Time), cancellationToken);
        if (total.Failures.Length == 0)
        {
            // Also of what was added or changed meanwhile.
            var last = Checked(await cluster.ConcludeAsync(cancellationToken));
            total = last with { Resealed = total.Resealed + last.Resealed };
        }

        context.Results.WriteRotation(new RotatedSecrets(total.KeyId, total.Accounts, total.Resealed, total.Failures, total.Failures.Length == 0));
        return total.Failures.Length == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ResealReply> ResealAsync(ClusterConnection cluster, ResealProgress progress, CancellationToken cancellationToken)
    {
        var total = Checked(await cluster.ResealAsync(null, PageSize, cancellationToken));
        while (total.Next is { } after)
        {
            progress.Note(total);
            total = total.Plus(Checked(await cluster.ResealAsync(after, PageSize, cancellationToken)));
        }

        return total;
    }

    private static ResealReply Checked(ResealReply reply) =>
        reply.Refusal is { } refusal ? throw new CommandFailedException(ExitCode.Failed, refusal) : reply;
}
