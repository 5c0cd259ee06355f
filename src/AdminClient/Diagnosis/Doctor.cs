using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Looks at a cluster from outside in: the gateways first, and through one that answers at everything behind them.</summary>
internal sealed class Doctor(ClusterAddress address, TimeProvider time)
{
    /// <summary>What was found, and whether the cluster could be asked at all.</summary>
    public async Task<(DoctorReport Report, bool IsReached)> RunAsync(CancellationToken cancellationToken)
    {
        var attempts = await Task.WhenAll(address.Gateways.Select(gateway => ConnectAsync(gateway, cancellationToken)));
        try
        {
            var reached = attempts.Select(static attempt => attempt.Connection).OfType<ClusterConnection>().FirstOrDefault();
            var gateways = new List<Finding>();
            foreach (var attempt in attempts)
                gateways.AddRange(await LookAsync(attempt, reached is not null, cancellationToken));
            return (new DoctorReport(address.ClusterId, reached is null ? gateways : [.. gateways, .. await AskAsync(reached, cancellationToken)]), reached is not null);
        }
        finally
        {
            foreach (var attempt in attempts.Where(static attempt => attempt.Connection is not null))
                await attempt.Connection!.DisposeAsync();
        }
    }

    private async Task<GatewayAttempt> ConnectAsync(Gateway gateway, CancellationToken cancellationToken)
    {
        var (connection, failures) = await ClusterConnection.TryOpenAsync(address with { Gateways = [gateway] }, time, cancellationToken);
        return new GatewayAttempt(gateway, connection, failures);
    }

    private async Task<IEnumerable<Finding>> LookAsync(GatewayAttempt attempt, bool isReached, CancellationToken cancellationToken)
    {
        if (attempt.Connection is null)
            return attempt.Failures.Select(failure => GatewayChecks.NotReached(failure, address, isReached));
        var begun = time.GetTimestamp();
        await attempt.Connection.GetOverviewAsync(cancellationToken);
        return [GatewayChecks.Reached(attempt.Gateway, time.GetElapsedTime(begun))];
    }

    private async Task<IEnumerable<Finding>> AskAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var cluster = await connection.CheckUpAsync(cancellationToken);
        var clock = ClockGap.Between(asked, cluster.AskedAt, cluster.AnsweredAt, time.GetUtcNow());
        return
        [
            .. SiloChecks.Of(cluster), .. ConfigurationChecks.Of(cluster), .. StorageChecks.Of(cluster), .. ClockChecks.Of(cluster, clock), .. PlatformChecks.Of(cluster),
        ];
    }
}
