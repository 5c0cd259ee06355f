using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>One silo is stopped with SIGSTOP, taken over from, and wakes with SIGCONT.</summary>
internal sealed class PauseScenario : IScenario
{
    public string Name => "pause";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos);
        cluster.Push(settings.PerSecond);
        var victims = await cluster.AppsOfAsync(cluster.Silos[0]);
        var old = victims.SelectMany(static app => app.Connections.Select(socket => (app, socket.ConnectionId))).ToArray();
        var paused = Moment.Now;
        cluster.Silos[0].Process.Send(UnixSignal.Stop);
        var times = await SocketHistory.ReconnectedAsync(victims, paused);
        var woken = Moment.Now;
        cluster.Silos[0].Process.Send(UnixSignal.Continue);
        var ended = await SocketHistory.EndedAsync(old, woken);
        var dropped = SocketHistory.Dropped(cluster.Apps.Except(victims), paused);
        return new FailoverResult(
            "SIGSTOP, SIGCONT of one",
            [Figure.Of("its accounts connected elsewhere", times), Figure.Of("old sockets open after SIGCONT", ended), Figure.Of("sockets of the others dropped", dropped)],
            await cluster.CheckAsync());
    }
}
