using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>events</c>: the group.</summary>
internal static class EventsCommand
{
    public static Command Create(CommandHost host) =>
        new DescribedCommand(
            "events",
            "Shows events, and steers their delivery.",
            "events tail sales-bot",
            "events replay sales-bot --from earliest",
            "events parked sales-bot",
            "events parked sales-bot --redrive all")
        {
            TailCommand.Create(host),
            ReplayCommand.Create(host),
            ParkedCommand.Create(host),
        };
}
