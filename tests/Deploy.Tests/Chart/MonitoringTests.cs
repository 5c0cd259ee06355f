using System.Text.Json;
using System.Text.RegularExpressions;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Deploy.Tests.Kit.Monitoring;
using FeishuOrleans.Testing;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>Prometheus finds the silos with a key, and its alerts are those of the repository for this release.</summary>
public sealed partial class MonitoringTests(HelmChart chart)
{
    [Fact]
    public void ServiceMonitor_Always_FindsTheHttpServiceAndShowsAKey()
    {
        var rendered = chart["monitored"];
        var monitor = rendered.One<ServiceMonitor>();
        var service = rendered.One<V1Service>("-http");

        var endpoint = Assert.Single(monitor.Spec.Endpoints);

        Assert.All(monitor.Spec.Selector.MatchLabels, label => Assert.Equal(label.Value, service.Metadata.Labels[label.Key]));
        Assert.DoesNotContain(monitor.Spec.Selector.MatchLabels, label => !service.Metadata.Labels.ContainsKey(label.Key));
        Assert.Equal(("/metrics", Assert.Single(service.Spec.Ports).Name), (endpoint.Path, endpoint.Port));
        Assert.Equal(("feishu-metrics", "api-key"), (endpoint.Authorization.Credentials.Name, endpoint.Authorization.Credentials.Key));
        Assert.Equal("prometheus", monitor.Metadata.Labels["release"]);
    }

    [Fact]
    public void Alerts_OfTheChart_AreThoseOfTheRepositoryForThisRelease()
    {
        var rendered = chart["monitored"];
        var rules = Assert.Single(rendered.One<PrometheusRule>().Spec.Groups).Rules;
        var originals = Alert().Matches(File.ReadAllText(RepositoryRoot.File("deploy/alerts/feishu-orleans.yaml"))).ToArray();
        var scope = $"job=\"{rendered.One<V1Service>("-http").Metadata.Name}\",namespace=\"{HelmChart.Namespace}\"";

        Assert.Equal(originals.Select(static original => original.Groups["name"].Value), rules.Select(static rule => rule.Alert));
        Assert.All(rules.Zip(originals), pair =>
        {
            var (rule, original) = pair;
            Assert.Contains(scope, rule.Expr, StringComparison.Ordinal);
            var unscoped = rule.Expr.Replace($"{{{scope}}}", "", StringComparison.Ordinal).Replace($"{scope},", "", StringComparison.Ordinal);
            Assert.Equal(original.Groups["expr"].Value.Replace("< 3", "< 5", StringComparison.Ordinal), unscoped);
            Assert.Equal("https://git.example.org/feishu-orleans/blob/main/" + original.Groups["runbook"].Value, rule.Annotations.RunbookUrl);
            Assert.True(rule.Labels["severity"] is "critical" or "warning");
        });
    }

    [Fact]
    public void Dashboard_Always_IsThatOfTheRepository()
    {
        var map = chart["monitored"].One<V1ConfigMap>("-dashboard");

        Assert.Equal("1", map.Metadata.Labels["grafana_dashboard"]);
        using var dashboard = JsonDocument.Parse(map.Data["feishu-orleans.json"]);
        using var original = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("deploy/grafana/feishu-orleans.json")));
        Assert.True(JsonElement.DeepEquals(original.RootElement, dashboard.RootElement));
    }

    [Fact]
    public void Monitoring_UnlessAskedFor_NeedsNoOperator()
    {
        var rendered = chart["postgresql"];

        Assert.Empty(rendered.Objects.OfType<ServiceMonitor>());
        Assert.Empty(rendered.Objects.OfType<PrometheusRule>());
    }

    [GeneratedRegex("""- alert: (?<name>\w+)\s+expr: (?<expr>.+)\n[\s\S]*?runbook_url: (?<runbook>\S+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Alert();
}
