namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>What strangers can take of a port of the cluster.</summary>
internal static class GateLimits
{
    /// <summary>Connections that have not shown who they are yet; more are closed at once.</summary>
    public const int MaxUnknown = 256;

    /// <summary>Connections that were let in; more are refused.</summary>
    public const int MaxConnections = 2_048;

    /// <summary>How long a connection may take to show who it is.</summary>
    public static TimeSpan KnockLimit => KeyExchange.Limit;
}
