using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>messages reply</c>.</summary>
internal sealed class ReplyCommand
{
    private readonly Argument<string> _id = AccountArguments.One();
    private readonly Argument<string> _message = new("message-id") { Description = "The message to reply to (om_...)." };
    private readonly ContentOptions _content = new();

    private readonly Option<string?> _chat = new("--chat-id")
    {
        Description = "The chat of that message; with it the reply takes its turn among everything sent there.",
        HelpName = "id",
    };

    private readonly Option<bool> _inThread = new("--in-thread") { Description = "Opens, or stays in, the message's thread." };

    public static Command Create(CommandHost host)
    {
        var reply = new ReplyCommand();
        var command = new DescribedCommand(
            "reply",
            "Replies to a message.",
            "messages reply sales-bot om_0123 --text 'Done.'",
            "messages reply sales-bot om_0123 --chat-id oc_0123 --in-thread --post-file post.json")
        {
            reply._id, reply._message, reply._chat, reply._inThread,
        };
        reply._content.AddTo(command);
        host.Bind(command, reply.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (type, json) = await _content.ReadAsync(context, cancellationToken);
        var request = new SendRequest(MessageTargetKind.Reply, context.Parsed.GetRequiredValue(_message), type, json)
        {
            IdempotencyKey = context.Parsed.GetValue(_content.Key),
            ChatId = context.Parsed.GetValue(_chat),
            InThread = context.Parsed.GetValue(_inThread),
        };
        await using var cluster = await context.ConnectAsync(cancellationToken);
        var reply = await cluster.SendAsync(context.Parsed.GetRequiredValue(_id), request, cancellationToken);
        context.Results.Write(reply.SentOrFail());
        return ExitCode.Done;
    }
}
