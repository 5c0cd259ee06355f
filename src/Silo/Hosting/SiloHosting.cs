using System.Net;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Startup;
using FeishuOrleans.Storage;
using Orleans.Configuration;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>The Orleans silo of this process.</summary>
internal static class SiloHosting
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5), TableRefresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(90);

    /// <summary>Adds the silo with storage and accounts.</summary>
    /// <exception cref="StorageSetupException">The master key of the data directory cannot be had.</exception>
    public static void AddSilo(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddSingleton(MasterKeySource.Obtain(settings.Secrets, settings.Storage));
        builder.Services.AddSingleton(SharedSettingsReader.Read(settings));
        builder.Services.Configure<PlatformOptions>(settings.Configuration.GetSection(PlatformOptions.SectionName));
        builder.Services.Configure<SupervisionOptions>(settings.Configuration.GetSection(SupervisionOptions.SectionName));
        builder.Services.Configure<DispatchOptions>(settings.Configuration.GetSection(DispatchOptions.SectionName));
        builder.Services.Configure<JournalOptions>(settings.Configuration.GetSection(JournalOptions.SectionName));
        builder.Services.Configure<FeishuClientOptions>(client => client.ConnectRate = settings.Cluster.ConnectRate);
        builder.Services.Configure<FencingOptions>(fencing => fencing.IsolationLimit = settings.Cluster.IsolationLimit);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownLimit);
        builder.Host.UseOrleans((_, silo) =>
        {
            JoinCluster(silo, settings.Cluster);
            if (settings.Cluster.GrainDirectory == GrainDirectoryKind.Distributed)
                UseDistributedDirectory(silo);
            silo.AddFeishuStorage(settings.Configuration);
            silo.AddFeishuAccounts();
            if (settings.Telemetry.SendsTraces)
                silo.AddActivityPropagation();
        });
    }

    private static void JoinCluster(ISiloBuilder silo, SiloClusterOptions cluster)
    {
        silo.Configure<ClusterOptions>(orleans => (orleans.ServiceId, orleans.ClusterId) = (cluster.ServiceId, cluster.ClusterId));
        silo.Configure<SiloOptions>(orleans => orleans.SiloName = cluster.SiloName);
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.AdvertisedAddress), cluster.SiloPort, cluster.GatewayPort);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            // The upper bound is set as well: by default it is four times the probe, and a hung silo then counts as alive for a minute.
            membership.ProbeTimeout = membership.MaxProbeTimeout = cluster.ProbeTimeout;
            // After all silos died, a new one waits for three missed signs of life of each before it starts.
            membership.IAmAliveTablePublishTimeout = SignOfLife;
            membership.TableRefreshTimeout = TableRefresh;
        });
        silo.AddGates(cluster.ClientKey);
    }

    private static void UseDistributedDirectory(ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003 // The default directory ends healthy activations on other silos when a silo dies; this one does not.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // The lease would hold takeover back for half a minute. Double activations are fenced by epoch instead.
        silo.Configure<GrainDirectoryOptions>(static directory => directory.RangeLeaseDuration = TimeSpan.Zero);
    }
}
