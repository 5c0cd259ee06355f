using System.CommandLine;
using FeishuOrleans.AdminClient.Reading;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>events replay</c>.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly EventOptions _options;
    private readonly Option<bool> _toWebhook = new("--to-webhook")
    {
        Description = "Delivers them to the account's webhook once more instead: in their order, marked as replayed, with the webhook-id they had.",
    };

    private ReplayCommand(Command command)
    {
        command.Add(_id);
        _options = EventOptions.AddRangeTo(command);
        command.Add(_toWebhook);
    }

    public static Command Create(CommandHost host)
    {
        var command = new DescribedCommand(
            "replay",
            "Prints events that are kept (Journal:Retention), one JSON object a line, with what the messages say; or delivers them to the webhook once more.",
            "events replay sales-bot --from earliest > events.jsonl",
            "events replay sales-bot --from 2026-01-31T08:00:00Z --to 2026-01-31T09:00:00Z --chat oc_1",
            "events replay sales-bot --from 4711 --to 4712 --to-webhook");
        var replay = new ReplayCommand(command);
        host.Bind(command, replay.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, query) = (context.Parsed.GetRequiredValue(_id), _options.Read(context.Parsed));
        var reader = new EventReader(context.ConnectAsync, context.Terminal, context.Time);
        if (!context.Parsed.GetValue(_toWebhook))
        {
            await reader.RunAsync(id, query, static (account, place) => account.ReadAsync(place), batch =>
            {
                foreach (var read in batch.Events)
                    context.Terminal.Output.WriteLine(EventLine.Json(read));
            }, cancellationToken);
            return ExitCode.Done;
        }

        var progress = new ReplayProgress(context.Terminal.Error, context.Time);
        await reader.RunAsync(id, query, static (account, place) => account.ReplayAsync(place), progress.Note, cancellationToken);
        context.Results.WriteReplay(id, progress.Delivered, progress.Refused);
        return ExitCode.Done;
    }
}
