using FeishuOrleans.SiloHook;
using FeishuOrleans.Testing.Clusters;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>One silo is killed with SIGKILL.</summary>
/// <param name="byReminders">Nothing but reminders brings its accounts back.</param>
internal sealed class KillScenario(bool byReminders) : IScenario
{
    public string Name => byReminders ? "reminders" : "kill";

    public async Task<FailoverResult> RunAsync(FailoverSettings settings, CancellationToken cancellation)
    {
        await using var cluster = await SiloCluster.StartAsync(settings.Accounts, FailoverSettings.Silos, byReminders ? RemindersOnly() : null);
        cluster.Push(settings.PerSecond);
        var victims = await cluster.AppsOfAsync(cluster.Silos[0]);
        var killed = Moment.Now;
        await cluster.Silos[0].Process.KillAsync();
        var times = await SocketHistory.ReconnectedAsync(victims, killed);
        var dropped = SocketHistory.Dropped(cluster.Apps.Except(victims), killed);
        return new FailoverResult(
            byReminders ? "kill -9 of one, reminders alone" : "kill -9 of one",
            [Figure.Of("its accounts connected elsewhere", times), Figure.Of("sockets of the others dropped", dropped)],
            await cluster.CheckAsync());
    }

    private static Dictionary<string, string?> RemindersOnly() => new()
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(RemindersAlone).Assembly.Location,
        [RemindersAlone.Variable] = "yes",
    };
}
