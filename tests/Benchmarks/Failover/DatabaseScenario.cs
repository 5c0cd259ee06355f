using FeishuOrleans.Testing.Clusters;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>PostgreSQL is away for a while.</summary>
internal sealed class DatabaseScenario : IScenario
{
    public string Name => "database";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos);
        cluster.Push(settings.PerSecond);
        var begun = Moment.Now;
        await cluster.Database.StopAtOnceAsync();
        await Task.Delay(settings.DatabaseDown, cancellation);
        await cluster.Database.StartAgainAsync();
        var back = Moment.Now;
        var problems = await cluster.CheckAsync();
        return new FailoverResult(
            $"PostgreSQL down for {settings.DatabaseDown.TotalSeconds:0} s",
            [
                Figure.Of("sockets dropped", SocketHistory.Dropped(cluster.Apps, begun)),
                Figure.Of("pushes refused, pushed again", SocketHistory.Failed(cluster.Apps, begun)),
                Figure.Of("everything acknowledged and delivered after its return", [Moment.Now - back]),
            ],
            problems);
    }
}
