namespace FeishuOrleans.Silo.Hosting;

/// <summary>This silo's place in the cluster. Section <c>Cluster</c> of the configuration.</summary>
public sealed class SiloClusterOptions
{
    public const string SectionName = "Cluster";

    /// <summary>Names the state in storage: accounts belong to a service. Default <c>feishu-orleans</c>.</summary>
    public string ServiceId { get; set; } = "feishu-orleans";

    /// <summary>Names the cluster; silos with the same one find each other, clients must name it. Default <c>feishu-orleans</c>.</summary>
    public string ClusterId { get; set; } = "feishu-orleans";

    /// <summary>Port for other silos. Default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for clients such as feishuctl. Default 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>IP address under which other silos and clients reach this one, and the only one it listens on. Default 127.0.0.1.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Key that clients must prove to have; it is never sent. Needed when the address is not loopback. Never logged. Default: none.</summary>
    public string? ClientKey { get; set; }

    /// <summary>How often a silo asks others whether they live, and how long it waits for the answer; after three silent
    /// ones it is declared dead. Default 2 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Name of this silo in statuses, logs and telemetry.</summary>
    public string SiloName => $"{Environment.MachineName}-{SiloPort}";

    /// <summary>How long storage and most other silos may be out of reach together before this silo lets its connections go. Default 20 s.</summary>
    public TimeSpan IsolationLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Which directory finds grains: <c>Distributed</c>, or <c>Local</c>, the older one. The same for all silos. Default Distributed.</summary>
    public GrainDirectoryKind GrainDirectory { get; set; } = GrainDirectoryKind.Distributed;

    /// <summary>Connection attempts that the silos of the cluster together begin in a second; each keeps to its part. Default 100.</summary>
    public double ConnectRate { get; set; } = 100;
}
