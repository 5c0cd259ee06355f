using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>events</c>: the group.</summary>
internal static class EventsCommand
{
    public static Command Create(CommandHost host) =>
        new DescribedCommand(
            "events",
            "Shows and steers the delivery of events.",
            "events parked sales-bot",
            "events parked sales-bot --redrive all")
        {
            ParkedCommand.Create(host),
        };
}
