using k8s;
using k8s.Models;
using YamlDotNet.Serialization;

namespace FeishuOrleans.Deploy.Tests.Kit.Monitoring;

/// <summary>The Prometheus operator's, with the fields that the chart uses.</summary>
public sealed class PrometheusRule : IKubernetesObject<V1ObjectMeta>
{
    public const string Group = "monitoring.coreos.com";

    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Specification Spec { get; set; } = new();

    public sealed class Specification
    {
        public IList<RuleGroup> Groups { get; set; } = [];
    }

    public sealed class RuleGroup
    {
        public string Name { get; set; } = "";

        public IList<Rule> Rules { get; set; } = [];
    }

    public sealed class Rule
    {
        public string Alert { get; set; } = "";

        public string Expr { get; set; } = "";

        public string? For { get; set; }

        public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

        public RuleAnnotations Annotations { get; set; } = new();
    }

    public sealed class RuleAnnotations
    {
        public string Summary { get; set; } = "";

        [YamlMember(Alias = "runbook_url", ApplyNamingConventions = false)]
        public string RunbookUrl { get; set; } = "";
    }
}
