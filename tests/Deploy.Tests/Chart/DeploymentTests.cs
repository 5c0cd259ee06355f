using System.Globalization;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Silo.Hosting;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>How silos run: where they are reached, how they are replaced, and how much time they get.</summary>
public sealed class DeploymentTests(HelmChart chart)
{
    public static TheoryData<string> Topologies => HelmChart.All;

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Rollout_Always_HasANewSiloBeforeAnOldOneStops(string topology)
    {
        var strategy = chart[topology].Deployment.Spec.Strategy;

        Assert.Equal("RollingUpdate", strategy.Type);
        Assert.Equal("0", strategy.RollingUpdate.MaxUnavailable.Value);
        Assert.Equal("1", strategy.RollingUpdate.MaxSurge.Value);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Address_Always_IsThePodsOwn(string topology)
    {
        var address = chart[topology].Silo.Env.Single(static variable => variable.Name == "Cluster__AdvertisedAddress");

        Assert.Equal("status.podIP", address.ValueFrom.FieldRef.FieldPath);
    }

    [Theory]
    [InlineData("single-silo", 101)] // 50 accounts at 100 a second
    [InlineData("postgresql", 110)] // 1,000 at 100
    [InlineData("monitored", 110)] // 2,500 at 250
    [InlineData("key-rotation", 300)] // as it says
    public void Grace_Always_CoversTheStopAndTheAccounts(string topology, long seconds) =>
        Assert.Equal(seconds, chart[topology].Pod.TerminationGracePeriodSeconds);

    [Fact]
    public async Task Grace_OfManyAccounts_Grows()
    {
        var many = await chart.WithAsync("postgresql", "--set", "accountsPerSilo=5000", "--set", "settings.Cluster.ConnectRate=30");

        Assert.Equal(267, many.Pod.TerminationGracePeriodSeconds);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Ports_Always_AreTheDefaultsOfTheProgram(string topology)
    {
        var defaults = new SiloClusterOptions();

        var ports = chart[topology].Silo.Ports.ToDictionary(static port => port.Name, static port => port.ContainerPort);

        Assert.Equal(new Dictionary<string, int> { ["silo"] = defaults.SiloPort, ["gateway"] = defaults.GatewayPort, ["http"] = 8080 }, ports);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Probes_Always_AskThreeQuestions(string topology)
    {
        var silo = chart[topology].Silo;
        V1Probe[] probes = [silo.StartupProbe, silo.ReadinessProbe, silo.LivenessProbe];

        Assert.Equal(["/health/startup", "/health/ready", "/health/live"], probes.Select(static probe => probe.HttpGet.Path));
        Assert.All(probes, static probe => Assert.Equal("http", probe.HttpGet.Port.Value));
        // A dead predecessor at another address counts as gone after some twenty seconds; the schema may be brought up to date before.
        Assert.InRange((silo.StartupProbe.PeriodSeconds * silo.StartupProbe.FailureThreshold)!.Value, 120, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Resources_Always_HaveNoLimitOfTheProcessor(string topology)
    {
        var resources = chart[topology].Silo.Resources;

        Assert.Contains("cpu", resources.Requests.Keys);
        Assert.DoesNotContain("cpu", resources.Limits.Keys);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Spread_Always_IsOverNodesAndZones(string topology)
    {
        var rendered = chart[topology];

        Assert.Equal(["kubernetes.io/hostname", "topology.kubernetes.io/zone"], rendered.Pod.TopologySpreadConstraints.Select(static spread => spread.TopologyKey));
        Assert.All(rendered.Pod.TopologySpreadConstraints, spread => Assert.Equal(rendered.Deployment.Spec.Selector.MatchLabels, spread.LabelSelector.MatchLabels));
    }

    [Fact]
    public void Budget_Always_LetsOneSiloGoAtATime()
    {
        var rendered = chart["postgresql"];
        var budget = rendered.One<V1PodDisruptionBudget>().Spec;

        Assert.Equal("1", budget.MaxUnavailable.Value);
        Assert.Equal(rendered.Deployment.Spec.Selector.MatchLabels, budget.Selector.MatchLabels);
        Assert.Empty(chart["single-silo"].Objects.OfType<V1PodDisruptionBudget>());
    }

    [Fact]
    public async Task Pods_WhenOnlyTheRevisionGrows_Stay()
    {
        const string Sum = "checksum/configuration";

        var other = await chart.WithAsync("azure-storage", "--set", "accountsRevision=8");
        var changed = await chart.WithAsync("azure-storage", "--set", "settings.Dispatch.MaxAttempts=3");

        var before = chart["azure-storage"].Deployment.Spec.Template.Metadata.Annotations[Sum];
        Assert.Equal(before, other.Deployment.Spec.Template.Metadata.Annotations[Sum]);
        Assert.NotEqual(before, changed.Deployment.Spec.Template.Metadata.Annotations[Sum]);
    }

    [Fact]
    public void Image_WithADigest_IsNamedByIt()
    {
        Assert.Matches("^registry\\.example\\.org/feishu-orleans@sha256:[0-9a-f]{64}$", chart["monitored"].Silo.Image);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"feishu-orleans:{typeof(SiloClusterOptions).Assembly.GetName().Version!.ToString(3)}"), chart["postgresql"].Silo.Image);
    }
}
