using FeishuOrleans.Deploy.Tests.Kit;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>Who reaches which port.</summary>
public sealed class NetworkTests(HelmChart chart)
{
    [Fact]
    public void SiloPort_Always_IsForSilosOnly()
    {
        var rendered = chart["monitored"];

        var peer = Assert.Single(Rule(rendered, "silo")!.FromProperty);

        Assert.Equal(rendered.Deployment.Spec.Selector.MatchLabels, peer.PodSelector.MatchLabels);
        Assert.Null(peer.NamespaceSelector);
        Assert.DoesNotContain(rendered.Objects.OfType<V1Service>(), static service => service.Spec.Ports.Any(static port => port.TargetPort.Value is "silo" or "11111"));
    }

    [Fact]
    public void Gateway_Always_IsForTheTestAndForNamedClients()
    {
        var rendered = chart["monitored"];
        var test = rendered.One<V1Pod>();

        var peers = Rule(rendered, "gateway")!.FromProperty;

        Assert.All(peers[0].PodSelector.MatchLabels, label => Assert.Equal(label.Value, test.Metadata.Labels[label.Key]));
        Assert.Equal("true", peers[1].PodSelector.MatchLabels["feishu-client"]);
        Assert.Equal(2, peers.Count);
        Assert.Single(Rule(chart["postgresql"], "gateway")!.FromProperty);
    }

    [Fact]
    public void Feishuctl_WhenKept_IsLetInWithTheClientKey()
    {
        var rendered = chart["monitored"];
        var kept = Assert.Single(rendered.Deployments("feishuctl")).Spec.Template;

        Assert.All(Rule(rendered, "gateway")!.FromProperty[0].PodSelector.MatchLabels, label => Assert.Equal(label.Value, kept.Metadata.Labels[label.Key]));
        Assert.Contains(Assert.Single(kept.Spec.Containers).Env, static variable => variable.Name == "FEISHU_CLIENT_KEY" && variable.ValueFrom.SecretKeyRef.Name == "feishu");
        Assert.Empty(chart["postgresql"].Deployments("feishuctl"));
    }

    [Fact]
    public void Http_UnlessSaid_IsForNobody()
    {
        Assert.Equal("monitoring", Assert.Single(Rule(chart["monitored"], "http")!.FromProperty).NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]);
        Assert.Equal("10.20.0.0/16", Assert.Single(Rule(chart["key-rotation"], "http")!.FromProperty).IpBlock.Cidr);
        Assert.Null(Rule(chart["postgresql"], "http"));
    }

    [Fact]
    public void Policy_OfSilos_CoversThemAndCanBeLeftOut()
    {
        var rendered = chart["postgresql"];
        var policy = rendered.One<V1NetworkPolicy>().Spec;

        Assert.Equal(rendered.Deployment.Spec.Selector.MatchLabels, policy.PodSelector.MatchLabels);
        Assert.Equal(["Ingress"], policy.PolicyTypes);
        Assert.Empty(chart["single-silo"].Objects.OfType<V1NetworkPolicy>());
    }

    [Fact]
    public void GatewayService_Always_NamesEverySilo()
    {
        var rendered = chart["postgresql"];
        var service = rendered.One<V1Service>("-gateway");

        Assert.Equal("None", service.Spec.ClusterIP);
        Assert.Equal(rendered.Deployment.Spec.Selector.MatchLabels, service.Spec.Selector);
        Assert.Contains($"{service.Metadata.Name}:{Assert.Single(service.Spec.Ports).Port}", Assert.Single(rendered.One<V1Pod>().Spec.Containers).Args);
    }

    private static V1NetworkPolicyIngressRule? Rule(RenderedChart rendered, string port) =>
        rendered.One<V1NetworkPolicy>().Spec.Ingress.SingleOrDefault(rule => rule.Ports.Any(open => open.Port.Value == port));
}
