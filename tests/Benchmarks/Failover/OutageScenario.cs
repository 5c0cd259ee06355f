using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Metrics;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>The platform drops everybody and answers nobody for a while.</summary>
internal sealed class OutageScenario : IScenario
{
    /// <summary>By then the attempts that were under way when it began have failed.</summary>
    private static readonly TimeSpan FirstWave = TimeSpan.FromSeconds(5);

    public string Name => "outage";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.OutageAccounts, FailoverSettings.Silos);
        var begun = Moment.Now;
        cluster.Platform.Faults.RefuseEverything();
        foreach (var app in cluster.Apps)
            app.Reset();
        await Task.Delay(settings.Outage, cancellation);
        cluster.Platform.Faults.Clear();
        var back = Moment.Now;
        var times = await SocketHistory.ReconnectedAsync(cluster.Apps, back);
        var calls = cluster.Apps.SelectMany(static app => app.Log.Of<DiscoveryAnswered>()).Select(static call => call.At).Where(at => at > begun).ToArray();
        return new FailoverResult(
            $"platform away for {settings.Outage.TotalSeconds:0} s, {settings.OutageAccounts} accounts",
            [
                Figure.Of("connected after its return", times),
                Figure.Of("discovery calls in the busiest second", PeakRate.Within(TimeSpan.FromSeconds(1), calls)),
                Figure.Of("discovery calls in the outage after its first 5 s", calls.Count(at => at > begun + FirstWave && at < back)),
            ],
            await cluster.CheckAsync());
    }
}
