using FeishuOrleans.Grains.Interfaces.Cluster;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>The silos as rows.</summary>
internal static class ClusterTable
{
    private static readonly string[] Columns =
        ["SILO", "ADDRESS", "STATUS", "STARTED", "VERSION", "ACCOUNTS", "CONNECTED"];

    public static IRenderable Render(ClusterOverview cluster, DateTimeOffset now)
    {
        var table = PlainTable.Create(Columns);
        foreach (var silo in cluster.Silos)
            table.AddRow(Row(silo, now));
        var heading = new Text(PlainText.Clean($"Cluster {cluster.ClusterId}, service {cluster.ServiceId}"));
        var concerns = cluster.Silos.SelectMany(silo => Concerns(silo, now)).ToArray();
        return new Rows([heading, Text.Empty, table, .. concerns.Length == 0 ? concerns : [Text.Empty, .. concerns]]);
    }

    private static IEnumerable<IRenderable> Concerns(SiloOverview silo, DateTimeOffset now) => (silo.Degraded ?? []).Select(
        one => new Text(PlainText.Clean($"{silo.Name}: {one.Cause} degraded for {RelativeTime.Span(now - one.Since)}. {one.Problem}."), new Style(Color.Yellow)));

    private static IRenderable[] Row(SiloOverview silo, DateTimeOffset now) =>
    [
        new Text(PlainText.Clean(silo.Name)),
        new Text(PlainText.Clean(silo.Address)),
        new Text(PlainText.Clean(silo.Status), silo.Status == "active" ? new Style(Color.Green) : new Style(Color.Yellow)),
        new Text(RelativeTime.Ago(silo.StartedAt, now)),
        new Text(silo.Version is { } version ? PlainText.Clean(version) : "no answer"),
        new Text(silo.Accounts?.ToString() ?? "-"),
        new Text(silo.Connected?.ToString() ?? "-"),
    ];
}
