using System.CommandLine;
using FeishuOrleans.AdminClient.Reading;
using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>events tail</c>.</summary>
internal sealed class TailCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly EventOptions _options;

    private TailCommand(Command command)
    {
        command.Add(_id);
        _options = EventOptions.AddOpenTo(command);
    }

    public static Command Create(CommandHost host)
    {
        var command = new DescribedCommand(
            "tail",
            "Prints an account's events as they come, with what the messages say, until Ctrl-C. Delivery is not affected. When the cluster is lost it is looked for, and no event is missing or printed twice.",
            "events tail sales-bot",
            "events tail sales-bot --from 2026-01-31T08:00:00Z --type im.message.receive_v1",
            "events tail sales-bot --output json | jq -c '{sequence, mention}'");
        var tail = new TailCommand(command);
        host.Bind(command, tail.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await new EventReader(context.ConnectAsync, context.Terminal, context.Time).RunAsync(
                context.Parsed.GetRequiredValue(_id), _options.Read(context.Parsed), static (account, query) => account.ReadAsync(query),
                batch => Print(context, batch), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how it ends.
        }

        return ExitCode.Done;
    }

    private static void Print(CommandContext context, EventBatch batch)
    {
        foreach (var read in batch.Events)
            context.Terminal.Output.WriteLine(context.Json ? EventLine.Json(read) : EventLine.Text(read));
    }
}
