using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>Makes the database usable before any hosted service, the silo among them, starts.</summary>
internal sealed class DatabasePreparation(IOrleansDatabase database, IOptions<ClusterOptions> cluster, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        database.Prepare();
        OtherClusters.Refuse(database.Membership, cluster.Value.ClusterId, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
