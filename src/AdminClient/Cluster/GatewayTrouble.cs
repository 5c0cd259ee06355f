namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>What kept a client from a gateway, as far as it decides what to do.</summary>
internal enum GatewayTrouble
{
    /// <summary>Nothing came back.</summary>
    NoAnswer,

    /// <summary>Nobody listens at that address.</summary>
    NobodyListens,

    /// <summary>The host's name is not known here.</summary>
    UnknownHost,

    /// <summary>It ended the handshake, as it does with a client of another cluster.</summary>
    OtherCluster,

    /// <summary>It wants another client key.</summary>
    KeyRefused,
}
