using System.Text.Json;
using System.Text.RegularExpressions;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>Alerts and dashboard read what the program tells, and lead to a page that helps.</summary>
public sealed partial class AlertFileTests
{
    [Fact]
    public void Alerts_All_AreReadByTheTests()
    {
        var named = Regex.Count(File.ReadAllText(RepositoryRoot.File("deploy/alerts/feishu-orleans.yaml")), "- alert: ");

        Assert.Equal(named, AlertRule.All.Length);
    }

    [Fact]
    public void Alerts_Series_AreOfThePage() =>
        Assert.All(AlertRule.All, static rule => Assert.Contains(rule.Series, PrometheusNames.Documented));

    [Fact]
    public void Alerts_Runbooks_AreSectionsOfThePage()
    {
        var sections = File.ReadLines(RepositoryRoot.File("docs/operations.md")).Where(static line => line.StartsWith('#'))
            .Select(static line => $"docs/operations.md#{line.TrimStart('#', ' ').ToLowerInvariant().Replace(' ', '-')}").ToArray();

        Assert.All(AlertRule.All, rule => Assert.Contains(rule.Runbook, sections));
    }

    [Fact]
    public void Dashboard_Series_AreOfThePage()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("deploy/grafana/feishu-orleans.json")));
        var expressions = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(static panel => panel.GetProperty("targets").EnumerateArray()).Select(static target => target.GetProperty("expr").GetString()!).ToArray();

        Assert.NotEmpty(expressions);
        Assert.All(expressions, static expression => Assert.All(Series().Matches(expression), static name => Assert.Contains(name.Value, PrometheusNames.Documented)));
    }

    [GeneratedRegex(@"feishu_\w+")]
    private static partial Regex Series();
}
