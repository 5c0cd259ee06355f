namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>The cluster as a whole. The key is 0.</summary>
[Alias("feishu.IClusterGrain")]
[GrainInterfaceType("feishu.cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and what they carry.</summary>
    [Alias("GetOverview")]
    Task<ClusterOverview> GetOverviewAsync();
}
