using FeishuOrleans.Testing.Clusters;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>All silos are killed with SIGKILL and started again at once.</summary>
/// <param name="onNewPorts">At other addresses than before.</param>
internal sealed class AllKilledScenario(bool onNewPorts) : IScenario
{
    public string Name => onNewPorts ? "all-new" : "all-same";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos);
        cluster.Push(settings.PerSecond);
        var killed = Moment.Now;
        await Task.WhenAll(cluster.Silos.Select(static silo => silo.Process.KillAsync()));
        var starts = Task.WhenAll(Enumerable.Range(0, FailoverSettings.Silos).Select(number => cluster.StartAgainAsync(number, onNewPorts)));
        var times = await SocketHistory.ReconnectedAsync(cluster.Apps, killed);
        await starts;
        return new FailoverResult($"all killed, {(onNewPorts ? "new" : "same")} addresses", [Figure.Of("accounts connected again", times)], await cluster.CheckAsync());
    }
}
