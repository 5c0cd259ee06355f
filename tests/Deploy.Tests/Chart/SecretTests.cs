using System.Text;
using FeishuOrleans.Deploy.Tests.Kit;
using k8s.Models;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>Secrets are made of values, or are there already; pods name keys that exist.</summary>
public sealed class SecretTests(HelmChart chart)
{
    public static TheoryData<string> Topologies => HelmChart.All;

    [Theory]
    [MemberData(nameof(Topologies))]
    public void References_ToTheChartsOwnSecret_NameKeysOfIt(string topology)
    {
        var rendered = chart[topology];
        var own = rendered.Deployment.Metadata.Name;
        var keys = rendered.Objects.OfType<V1Secret>().SingleOrDefault()?.Data.Keys ?? [];

        Assert.Equal(keys.Order(StringComparer.Ordinal), References(rendered).Where(reference => reference.Name == own).Select(static reference => reference.Key).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_Given_AreWhatTheSecretHolds()
    {
        var data = chart["postgresql"].One<V1Secret>().Data;

        Assert.Equal("Host=postgres;Database=feishu;Username=feishu;Password=example-only", Encoding.UTF8.GetString(data["connection-string"]));
        Assert.Equal(["client-key", "connection-string", "master-key"], data.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("existing-secrets")]
    [InlineData("monitored")]
    public void Secrets_ThatAreThere_AreNotMade(string topology) => Assert.Empty(chart[topology].Objects.OfType<V1Secret>());

    [Fact]
    public void ExistingSecret_OfAnAccount_IsReadByTheKeysItNames()
    {
        var keys = References(chart["existing-secrets"]).Where(static reference => reference.Name is "shop-feishu" or "help-desk");

        Assert.Equal(
            [("help-desk", "app-secret"), ("shop-feishu", "app-secret"), ("shop-feishu", "encrypt-key"), ("shop-feishu", "verification-token"), ("shop-feishu", "webhook-secret")],
            keys.Order());
    }

    private static IEnumerable<(string Name, string Key)> References(RenderedChart rendered)
    {
        var files = rendered.Pod.Volumes.Where(static volume => volume.Projected is not null).SelectMany(static volume => volume.Projected.Sources)
            .SelectMany(static source => source.Secret.Items.Select(item => (source.Secret.Name, item.Key)));
        var variables = rendered.Pods.SelectMany(static pod => pod.Containers).SelectMany(static container => container.Env)
            .Select(static variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>().Select(static secret => (secret.Name, secret.Key));
        return files.Concat(variables);
    }
}
