using Spectre.Console;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Tables without lines: one row is one line, which people read and grep finds.</summary>
internal static class PlainTable
{
    public static Table Create(params string[] columns)
    {
        var table = new Table().NoBorder();
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, 2, 0) });
        return table;
    }
}
