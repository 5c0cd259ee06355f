using System.Text.Json.Nodes;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using k8s;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>Every topology as Kubernetes would read it. Unknown fields are found while the objects are read into their types.</summary>
public sealed class ManifestTests(HelmChart chart)
{
    public static TheoryData<string> Topologies => HelmChart.All;

    [Fact]
    public async Task Manifests_OfAllTopologies_HaveEveryNeededField()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(folder.Path);
        foreach (var topology in HelmChart.Topologies)
            await File.WriteAllTextAsync(Path.Combine(folder.Path, topology), chart[topology].Text);

        await using var node = Validate([.. HelmChart.Topologies.Select(topology => Path.Combine(folder.Path, topology))]);
        var end = await node.HearAsync("ended");

        Assert.Equal("", (string?)end["text"]);
        Assert.Equal(0, node.CountOf("bad"));
        Assert.Equal(HelmChart.Topologies.Sum(topology => chart[topology].Objects.Count), node.CountOf("good"));
    }

    [Fact]
    public async Task Manifest_WithoutANeededField_IsNoticed()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.Beside("bad"), chart["monitored"].Text.Replace("endpoints:", "endpoint:", StringComparison.Ordinal));

        await using var node = Validate(folder.Beside("bad"));

        var bad = await node.HearAsync("bad");
        Assert.Equal("ServiceMonitor", (string?)bad["kind"]);
        Assert.Contains("endpoints", (string?)bad["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_WithAnUnknownField_IsNoticed()
    {
        var text = chart["postgresql"].Text.Replace("enableServiceLinks:", "enableServiceLink:", StringComparison.Ordinal);

        Assert.ThrowsAny<Exception>(() => new RenderedChart(text));
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Objects_All_AreInTheNamespaceUnderNamesOfTheirOwn(string topology)
    {
        var objects = chart[topology].Objects.Cast<IKubernetesObject<V1ObjectMeta>>().ToArray();

        Assert.All(objects, static found => Assert.Equal(HelmChart.Namespace, found.Metadata.NamespaceProperty));
        Assert.All(objects, static found => Assert.Equal(HelmChart.Release, found.Metadata.Labels["app.kubernetes.io/instance"]));
        Assert.Equal(objects.Length, objects.Select(static found => (found.Kind, found.Metadata.Name)).Distinct().Count());
        Assert.DoesNotContain(objects, static found => found is V1StatefulSet);
    }

    private static NodeProcess Validate(params string[] files) =>
        NodeProcess.Start("helm/validate.mjs", new JsonObject { ["files"] = new JsonArray([.. files.Select(static file => JsonValue.Create(file))]) });
}
