using FeishuOrleans.Testing.Clusters;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>One silo is killed with SIGKILL.</summary>
internal sealed class KillScenario : IScenario
{
    public string Name => "kill";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos);
        cluster.Push(settings.PerSecond);
        var victims = await cluster.AppsOfAsync(cluster.Silos[0]);
        var killed = Moment.Now;
        await cluster.Silos[0].Process.KillAsync();
        var times = await SocketHistory.ReconnectedAsync(victims, killed);
        var dropped = SocketHistory.Dropped(cluster.Apps.Except(victims), killed);
        return new FailoverResult("kill -9 of one", [Figure.Of("its accounts connected elsewhere", times), Figure.Of("sockets of the others dropped", dropped)], await cluster.CheckAsync());
    }
}
