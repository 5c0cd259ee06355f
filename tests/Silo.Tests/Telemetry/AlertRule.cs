using System.Globalization;
using System.Text.RegularExpressions;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>An alert of deploy/alerts, as far as it can be evaluated on one silo's metrics.</summary>
internal sealed partial record AlertRule(string Name, string Aggregate, string Series, string Label, string Value, bool IsAbove, double Threshold, string Runbook)
{
    public static AlertRule[] All { get; } =
    [
        .. Text().Matches(File.ReadAllText(RepositoryRoot.File("deploy/alerts/feishu-orleans.yaml"))).Select(static rule => new AlertRule(
            rule.Groups["name"].Value,
            rule.Groups["aggregate"].Value,
            rule.Groups["series"].Value,
            rule.Groups["label"].Value,
            rule.Groups["value"].Value,
            rule.Groups["sign"].Value == ">",
            double.Parse(rule.Groups["threshold"].Value, CultureInfo.InvariantCulture),
            rule.Groups["runbook"].Value)),
    ];

    public static AlertRule Of(string name) => All.Single(rule => rule.Name == name);

    /// <summary>What one silo brings to the sum, maximum or number.</summary>
    public double Measure(Scrape metrics) => (Aggregate, Label) switch
    {
        ("count", _) => metrics.Values(Series, "otel_scope_name").Count(),
        (_, "") => metrics.Sum(Series),
        _ => metrics.Sum(Series, (Label, Value)),
    };

    public bool Fires(Scrape metrics) => IsAbove ? Measure(metrics) > Threshold : Measure(metrics) < Threshold;

    [GeneratedRegex("""- alert: (?<name>\w+)\s+expr: (?<aggregate>sum|max|count)\((?<series>\w+)(\{(?<label>\w+)="(?<value>\w+)"\})?\) (?<sign>[<>]) (?<threshold>\d+)\n[\s\S]*?runbook_url: (?<runbook>\S+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
