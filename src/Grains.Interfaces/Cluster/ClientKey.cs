namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>How an external client shows <c>Cluster:ClientKey</c> to the cluster.</summary>
public static class ClientKey
{
    /// <summary>Name of the request context entry that carries the key.</summary>
    public const string RequestContextName = "feishu.client-key";
}
