using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>messages send</c>.</summary>
internal sealed class SendCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly ContentOptions _content = new();

    private readonly (MessageTargetKind Kind, Option<string?> Option)[] _targets =
    [
        (MessageTargetKind.ChatId, Target("--chat-id", "Sends to a chat (oc_...).")),
        (MessageTargetKind.OpenId, Target("--open-id", "Sends to a person, as this app knows them (ou_...).")),
        (MessageTargetKind.UserId, Target("--user-id", "Sends to a person, as their company knows them.")),
        (MessageTargetKind.UnionId, Target("--union-id", "Sends to a person, as all apps of one developer know them (on_...).")),
        (MessageTargetKind.Email, Target("--email", "Sends to a person by address.")),
    ];

    public static Command Create(CommandHost host)
    {
        var send = new SendCommand();
        var command = new DescribedCommand(
            "send",
            "Sends a message to a chat or a person.",
            "messages send sales-bot --chat-id oc_0123 --text 'It is 14:05.'",
            "uptime | feishuctl messages send sales-bot --email ann@example.org",
            "messages send sales-bot --chat-id oc_0123 --card-file card.json --idempotency-key order-7",
            "messages send sales-bot --chat-id oc_0123 --type image --content-file image.json --output json | jq -r .messageId")
        {
            send._id,
        };
        foreach (var (_, option) in send._targets)
            command.Add(option);
        send._content.AddTo(command);
        command.Validators.Add(result =>
        {
            if (send._targets.Count(target => result.GetResult(target.Option) is not null) != 1)
                result.AddError($"Say to whom, once: {string.Join(", ", send._targets.Select(static target => target.Option.Name))}.");
        });
        host.Bind(command, send.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (kind, option) = _targets.Single(target => context.Parsed.GetResult(target.Option) is not null);
        var (type, json) = await _content.ReadAsync(context, cancellationToken);
        var request = new SendRequest(kind, context.Parsed.GetRequiredValue(option)!, type, json)
        {
            IdempotencyKey = context.Parsed.GetValue(_content.Key),
        };
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var reply = await cluster.SendAsync(context.Parsed.GetRequiredValue(_id), request, cancellationToken);
        context.Results.Write(reply.SentOrFail());
        return ExitCode.Done;
    }

    private static Option<string?> Target(string name, string description) => new(name) { Description = description, HelpName = "id" };
}
