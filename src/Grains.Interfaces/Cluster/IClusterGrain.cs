using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>The cluster as a whole. The key is 0.</summary>
[Alias("feishu.IClusterGrain")]
[GrainInterfaceType("feishu.cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and what they carry.</summary>
    [Alias("GetOverview")]
    Task<ClusterOverview> GetOverviewAsync();

    /// <summary>Has every silo look at itself, its storage and the platforms.</summary>
    [Alias("CheckUp")]
    Task<ClusterCheckup> CheckUpAsync();

    /// <summary>Begins to move a silo's accounts to the others, after which it stops. Returns at once.</summary>
    [Alias("Drain")]
    Task<DrainReply> DrainAsync(string silo);
}
