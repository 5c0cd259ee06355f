using FeishuOrleans.Testing.Clusters;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>Every silo is stopped with SIGTERM and started again, one after the other.</summary>
internal sealed class RollingRestartScenario : IScenario
{
    public string Name => "rolling";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos);
        cluster.Push(settings.PerSecond);
        var begun = Moment.Now;
        for (var number = 0; number < FailoverSettings.Silos; number++)
        {
            await cluster.Silos[number].Process.TerminateAsync();
            await cluster.StartAgainAsync(number);
            await cluster.SharedAsync();
        }

        var took = Moment.Now - begun;
        var problems = await cluster.CheckAsync();
        return new FailoverResult(
            "rolling restart",
            [
                Figure.Of("time of an account without a socket", SocketHistory.Offline(cluster.Apps, begun)),
                Figure.Of("pushes not acknowledged, pushed again", SocketHistory.Failed(cluster.Apps, begun)),
                Figure.Of("the whole restart", [took]),
            ],
            problems);
    }
}
