namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>What <c>feishuctl cluster show</c> prints.</summary>
[GenerateSerializer, Immutable, Alias("feishu.ClusterOverview")]
public sealed record ClusterOverview(
    [property: Id(0)] string ClusterId,
    [property: Id(1)] string ServiceId,
    [property: Id(2)] SiloOverview[] Silos);
