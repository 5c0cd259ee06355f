using System.Text.RegularExpressions;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>Names in Prometheus of the instruments of docs/metrics.md, by the rule that the page gives.</summary>
internal static partial class PrometheusNames
{
    public static IReadOnlySet<string> Documented { get; } = Row().Matches(File.ReadAllText(RepositoryRoot.File("docs/metrics.md")))
        .SelectMany(static row => Of(row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["unit"].Value)).ToHashSet();

    private static string[] Of(string name, string kind, string unit)
    {
        var series = name.Replace('.', '_') + unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return kind switch
        {
            "counter" => [$"{series}_total"],
            "histogram" => [$"{series}_bucket", $"{series}_sum", $"{series}_count"],
            _ => [series],
        };
    }

    [GeneratedRegex(@"^\| `(?<name>feishu\.[a-z.]+)` \| (?<kind>\w+) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
