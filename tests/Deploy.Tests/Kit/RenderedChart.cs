using FeishuOrleans.Deploy.Tests.Kit.Monitoring;
using k8s;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Kit;

/// <summary>Rendered objects by their types. A field that the type does not have is a failure.</summary>
public sealed class RenderedChart
{
    private static readonly Dictionary<string, Type> Others = new()
    {
        [$"{ServiceMonitor.Group}/v1/{nameof(ServiceMonitor)}"] = typeof(ServiceMonitor),
        [$"{PrometheusRule.Group}/v1/{nameof(PrometheusRule)}"] = typeof(PrometheusRule),
    };

    internal RenderedChart(string text)
    {
        Text = text;
        Objects = KubernetesYaml.LoadAllFromString(text, Others, strict: true);
    }

    /// <summary>As helm wrote it.</summary>
    public string Text { get; }

    public IReadOnlyList<object> Objects { get; }

    /// <summary>The silos.</summary>
    public V1Deployment Deployment => Deployments("silo").Single();

    public V1PodSpec Pod => Deployment.Spec.Template.Spec;

    public V1Container Silo => Assert.Single(Pod.Containers);

    /// <summary>Pods of all kinds, the one of <c>helm test</c> among them.</summary>
    public IEnumerable<V1PodSpec> Pods => [.. Objects.OfType<V1Deployment>().Select(static found => found.Spec.Template.Spec), One<V1Pod>().Spec];

    /// <summary>Deployments of one component.</summary>
    public IEnumerable<V1Deployment> Deployments(string component) =>
        Objects.OfType<V1Deployment>().Where(found => found.Metadata.Labels["app.kubernetes.io/component"] == component);

    public T One<T>() => Assert.Single(Objects.OfType<T>());

    /// <summary>The only one of a type with this end of its name.</summary>
    public T One<T>(string suffix)
        where T : IKubernetesObject<V1ObjectMeta> => Assert.Single(Objects.OfType<T>(), found => found.Metadata.Name.EndsWith(suffix, StringComparison.Ordinal));
}
