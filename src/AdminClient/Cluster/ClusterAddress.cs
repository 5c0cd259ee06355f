namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>Which cluster is meant, how to reach it, and how to be let in.</summary>
internal sealed record ClusterAddress(
    IReadOnlyList<Gateway> Gateways,
    string ClusterId,
    string ServiceId,
    string? ClientKey)
{
    /// <summary>Default of <c>Cluster:ClusterId</c> and <c>Cluster:ServiceId</c>.</summary>
    public const string DefaultId = "feishu-orleans";

    /// <summary>Names cluster and gateways, hides the key.</summary>
    public override string ToString() => $"cluster id '{ClusterId}', gateway {string.Join(", ", Gateways)}";
}
