namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A silo that has nothing but its name.</summary>
internal sealed class LocalSilo : ILocalSiloDetails
{
    public string Name => "silo-1";

    public string ClusterId => "tests";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => SiloAddress.Zero;

    public SiloAddress GatewayAddress => SiloAddress.Zero;
}
