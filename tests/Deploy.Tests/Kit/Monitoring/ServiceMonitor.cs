using k8s;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Kit.Monitoring;

/// <summary>The Prometheus operator's, with the fields that the chart uses.</summary>
public sealed class ServiceMonitor : IKubernetesObject<V1ObjectMeta>
{
    public const string Group = "monitoring.coreos.com";

    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public Specification Spec { get; set; } = new();

    public sealed class Specification
    {
        public V1LabelSelector Selector { get; set; } = new();

        public IList<Endpoint> Endpoints { get; set; } = [];
    }

    public sealed class Endpoint
    {
        public string Port { get; set; } = "";

        public string Path { get; set; } = "";

        public string Interval { get; set; } = "";

        public Authorization Authorization { get; set; } = new();
    }

    public sealed class Authorization
    {
        public V1SecretKeySelector Credentials { get; set; } = new();
    }
}
