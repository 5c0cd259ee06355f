using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>messages</c>: the group.</summary>
internal static class MessagesCommand
{
    public static Command Create(CommandHost host) =>
        new DescribedCommand(
            "messages",
            "Sends messages and replies as an account.",
            "messages send sales-bot --chat-id oc_0123 --text 'It is 14:05.'",
            "messages reply sales-bot om_0123 --text 'Done.'")
        {
            SendCommand.Create(host),
            ReplyCommand.Create(host),
        };
}
