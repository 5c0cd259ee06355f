using FeishuOrleans.Deploy.Tests.Kit;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>Both pods satisfy Kubernetes' profile "restricted", and more.</summary>
public sealed class PodSecurityTests(HelmChart chart)
{
    public static TheoryData<string> Topologies => HelmChart.All;

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Pods_Always_AreRestricted(string topology) => Assert.All(chart[topology].Pods, static pod =>
    {
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.False(pod.EnableServiceLinks);
        Assert.Null(pod.HostNetwork);
        Assert.All(pod.Volumes ?? [], static volume => Assert.True(volume.ConfigMap is not null || volume.Projected is not null || volume.EmptyDir is not null));
        Assert.All(pod.Containers, static container =>
        {
            Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
            Assert.Null(container.SecurityContext.Capabilities.Add);
        });
    });

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Secrets_Always_AreMountedForTheUserOfThePod(string topology)
    {
        var pod = chart[topology].Pod;
        var secrets = pod.Volumes.Single(static volume => volume.Name == "secrets").Projected;

        Assert.Equal(Convert.ToInt32("440", 8), secrets.DefaultMode);
        Assert.Equal(pod.SecurityContext.RunAsGroup, pod.SecurityContext.FsGroup);
    }
}
