using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Parking;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>events parked</c>.</summary>
internal sealed class ParkedCommand
{
    private const int PageSize = 1000;
    private const string All = "all";

    private readonly Argument<string> _id = AccountArguments.One();
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Does not ask before an event is dropped." };

    private readonly Option<string?> _redrive = new("--redrive")
    {
        Description = "Delivers a parked event again, or all of them: out of order, and marked as redriven.",
        HelpName = "sequence|all",
    };

    private readonly Option<long?> _drop = new("--drop")
    {
        Description = "Gives a parked event up for good.",
        HelpName = "sequence",
    };

    public static Command Create(CommandHost host)
    {
        var parked = new ParkedCommand();
        parked._redrive.Refuse(static text => text is null or All ? null : ExplainSequence(text));
        parked._drop.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && ExplainSequence(token.Value) is { } problem)
                result.AddError(problem);
        });
        var command = new DescribedCommand(
            "parked",
            "Lists the events that are not delivered until a person decides, redrives them or drops one.",
            "events parked sales-bot",
            "events parked sales-bot --redrive 4711",
            "events parked sales-bot --redrive all",
            "events parked sales-bot --drop 4711 --yes",
            "events parked sales-bot --output json | jq '.[].sequence'") { parked._id, parked._redrive, parked._drop, parked._yes };
        command.Validators.Add(result =>
        {
            if (result.GetResult(parked._redrive) is not null && result.GetResult(parked._drop) is not null)
                result.AddError($"Give either {parked._redrive.Name} or {parked._drop.Name}.");
        });
        host.Bind(command, parked.RunAsync);
        return command;
    }

    private Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Parsed.GetRequiredValue(_id);
        if (context.Parsed.GetValue(_redrive) is { } redriven)
            return RedriveAsync(context, id, redriven == All ? null : SequenceText.Parse(redriven), cancellationToken);
        return context.Parsed.GetValue(_drop) is { } dropped
            ? DropAsync(context, id, dropped, cancellationToken)
            : ListAsync(context, id, cancellationToken);
    }

    private static async Task<ExitCode> ListAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var events = new List<ParkedEvent>();
        long? after = 0;
        while (after is { } last)
        {
            var page = (await cluster.AskAsync(id, account => account.GetParkedAsync(last, PageSize), cancellationToken)).PageOrFail();
            events.AddRange(page.Events);
            after = page.Next;
        }

        context.Results.Write([.. events]);
        return ExitCode.Done;
    }

    private static async Task<ExitCode> RedriveAsync(CommandContext context, string id, long? sequence, CancellationToken cancellationToken)
    {
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var count = (await cluster.AskAsync(id, account => account.RedriveAsync(sequence), cancellationToken)).CountOrFail();
        context.Results.WriteRedrive(id, count);
        return ExitCode.Done;
    }

    private async Task<ExitCode> DropAsync(CommandContext context, string id, long sequence, CancellationToken cancellationToken)
    {
        if (!context.Parsed.GetValue(_yes))
            await Confirmation.AskAsync(context, $"Drop event {sequence} of {id} for good?", "drop the event", "Nothing was dropped.", cancellationToken);
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var count = (await cluster.AskAsync(id, account => account.DropAsync(sequence), cancellationToken)).CountOrFail();
        context.Results.WriteDrop(id, count);
        return ExitCode.Done;
    }

    private static string? ExplainSequence(string text) => SequenceText.TryParse(text, out _)
        ? null
        : $"'{text}' is not a sequence: it is the number in the first column of 'events parked'.";
}
