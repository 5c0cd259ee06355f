namespace FeishuOrleans.Testing.Processes;

/// <summary>The ports of a silo; a silo that is started again gets the same.</summary>
/// <param name="Silo"><c>Cluster:SiloPort</c>.</param>
/// <param name="Gateway"><c>Cluster:GatewayPort</c>.</param>
public sealed record SiloPorts(int Silo, int Gateway)
{
    /// <summary>Two ports that are free now.</summary>
    public static SiloPorts Free()
    {
        var (silo, gateway) = (FreePort.Next(), FreePort.Next());
        return silo == gateway ? Free() : new SiloPorts(silo, gateway);
    }
}
