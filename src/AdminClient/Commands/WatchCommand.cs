using System.CommandLine;
using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.AdminClient.Terminals;
using FeishuOrleans.AdminClient.Watching;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts watch</c>.</summary>
internal sealed class WatchCommand
{
    private readonly Argument<string[]> _ids = AccountArguments.Any();

    public static Command Create(CommandHost host)
    {
        var watch = new WatchCommand();
        var command = new DescribedCommand(
            "watch",
            "Shows accounts as they change, until Ctrl-C: a live table on a terminal, else a line for each change.",
            "accounts watch",
            "accounts watch sales-bot support-bot",
            "accounts watch --output json | jq -c '{accountId, phase}'") { watch._ids };
        host.Bind(command, watch.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var ids = context.Parsed.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal).ToArray();
        await using var watch = new AccountWatch(context.ConnectAsync, Reader(ids), context.Time);
        try
        {
            var first = await watch.ReadAsync(cancellationToken);
            if (ids.Except(first.Select(account => account.AccountId), StringComparer.Ordinal).FirstOrDefault() is { } missing)
                throw new CommandFailedException(ExitCode.NotFound, $"There is no account '{missing}'.");
            await ShowAsync(context, watch, first, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how a watch ends.
        }

        return ExitCode.Done;
    }

    private static Func<ClusterConnection, CancellationToken, Task<AccountStatus[]>> Reader(string[] ids) =>
        ids.Length == 0
            ? AccountQuery.AllAsync
            : (cluster, cancellationToken) => AccountQuery.SomeAsync(cluster, ids, cancellationToken);

    private static async Task ShowAsync(
        CommandContext context, AccountWatch watch, AccountStatus[] first, CancellationToken cancellationToken)
    {
        var screen = Screen.For(context.Terminal);
        if (context.Json || !Screen.CanRedraw(screen))
        {
            await RunAsync(watch, Lines(context), first, cancellationToken);
            return;
        }

        var picture = new WatchScreen($"Cluster {context.Address.ClusterId}", context.Time, () => screen.Profile.Height);
        await screen.Live(Text.Empty).Cropping(VerticalOverflowCropping.Bottom).StartAsync(
            display => RunAsync(watch, new LiveView(display, picture), first, cancellationToken));
    }

    private static ChangeLineView Lines(CommandContext context) => new(
        context.Terminal,
        context.Json ? ChangeFormat.Json : change => ChangeFormat.Text(change, context.Time.GetUtcNow()));

    private static Task RunAsync(
        AccountWatch watch, IWatchView view, AccountStatus[] first, CancellationToken cancellationToken)
    {
        view.Show(first);
        return watch.RunAsync(view, cancellationToken);
    }
}
