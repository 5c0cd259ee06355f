using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Parking;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Parked events as rows.</summary>
internal static class ParkedTable
{
    private static readonly string[] Columns =
        ["SEQUENCE", "TYPE", "CHAT", "RECEIVED", "ATTEMPTS", "PARKED", "REASON"];

    public static IRenderable Render(IReadOnlyList<ParkedEvent> events, DateTimeOffset now)
    {
        var table = PlainTable.Create(Columns);
        foreach (var parked in events)
            table.AddRow(Row(parked, now));
        return table;
    }

    private static IRenderable[] Row(ParkedEvent parked, DateTimeOffset now) =>
    [
        new Text(parked.Sequence.ToString(CultureInfo.InvariantCulture)),
        new Text(PlainText.Clean(parked.Type)),
        new Text(parked.ChatId is { } chat ? PlainText.Clean(chat) : "-"),
        new Text(RelativeTime.Ago(parked.ReceivedAt, now)),
        new Text(parked.Attempts.ToString(CultureInfo.InvariantCulture)),
        new Text(RelativeTime.Ago(parked.ParkedAt, now)),
        new Text(PlainText.Clean(parked.Reason)),
    ];
}
