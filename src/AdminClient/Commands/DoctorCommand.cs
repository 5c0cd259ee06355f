using System.CommandLine;
using FeishuOrleans.AdminClient.Diagnosis;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new DescribedCommand(
            "doctor",
            "Looks at gateway, silos, configuration, storage, clocks and platform, and says of each what to do. "
                + "Ends with 0 when there is no problem (warnings are none), 1 when there is one, 3 when no gateway lets it in.",
            "doctor",
            "doctor --gateway 10.0.0.4:30000 --gateway 10.0.0.5:30000 --client-key-file key.txt",
            "doctor --output json | jq -r '.findings[] | select(.state != \"ok\") | .advice'");
        host.Bind(command, RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (report, isReached) = await new Doctor(context.Address, context.Time).RunAsync(cancellationToken);
        context.Results.Write(report);
        if (!isReached)
            return ExitCode.ClusterNotReached;
        return report.State == FindingState.Problem ? ExitCode.Failed : ExitCode.Done;
    }
}
