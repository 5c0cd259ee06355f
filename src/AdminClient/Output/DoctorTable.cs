using FeishuOrleans.AdminClient.Diagnosis;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Findings as rows, each with what to do below it.</summary>
internal static class DoctorTable
{
    public static IRenderable Render(DoctorReport report)
    {
        var table = PlainTable.Create("STATE", "CHECK", "SILO", "SEEN");
        foreach (var finding in report.Findings)
        {
            table.AddRow(Cell(Word(finding.State), Style(finding.State)), Cell(Word(finding.Check)), Cell(finding.Silo ?? "-"), Cell(finding.Seen));
            if (finding.Advice is { } advice)
                table.AddRow(Text.Empty, Text.Empty, Text.Empty, Cell($"-> {advice}", Style(finding.State)));
        }

        return new Rows(Cell($"Cluster {report.ClusterId}"), Text.Empty, table, Text.Empty, Cell(report.Summary(), Style(report.State)));
    }

    private static Text Cell(string text, Style? style = null) => new(PlainText.Clean(text), style);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static Style Style(FindingState state) => state switch
    {
        FindingState.Ok => new Style(Color.Green),
        FindingState.Warning => new Style(Color.Yellow),
        _ => new Style(Color.Red, decoration: Decoration.Bold),
    };
}
