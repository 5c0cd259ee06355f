using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Testing.Clients;
using FeishuOrleans.Testing.Leaks;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Recovery;

/// <summary>
/// Faults at random over some accounts: each time back, and at the end nothing is left over, by count. The simulator is a
/// process of its own, so that only the client is counted. FEISHU_SEED repeats a run, FEISHU_SOAK makes it long.
/// </summary>
[Collection(nameof(RecoveryRuns))]
public sealed class RandomFaultTests : IAsyncLifetime
{
    private const int Lanes = 20, WarmUp = 2;

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("FEISHU_SEED"), out var chosen) ? chosen : Random.Shared.Next();
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddFeishuClient()
        .Configure<FeishuClientOptions>(static options => options.ConnectRate = 10_000)
        .Configure<SupervisionOptions>(RecoveryTimes.Short.Apply)
        .BuildServiceProvider();

    private SimulatorProcess _simulator = null!;

    private static int FaultsEach => RecoveryTimes.IsSoak ? 50 : 4;

    public async ValueTask InitializeAsync() => _simulator = await SimulatorProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task FaultsAtRandom_EachIsOvercomeAndNothingIsLeft()
    {
        Report($"seed {_seed}");
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(ConnectAsync));
        await Task.WhenAll(lanes.Select(lane => SufferAsync(lane, WarmUp)));
        var before = ResourceCount.Take();

        await Task.WhenAll(lanes.Select(lane => SufferAsync(lane, FaultsEach)));

        var left = ResourceCount.Take().Minus(before);
        Report($"{Lanes * FaultsEach} faults, left over: {left}");
        foreach (var lane in lanes)
            await lane.Connection.DisposeAsync();
        // Each account may leave one idle HTTP connection in the pool.
        Assert.True(left.Timers <= 4 && left.Files <= Lanes + 4 && left.Threads <= 8, $"seed {_seed}: {left}");
        Assert.True(left.ManagedBytes <= 300_000, $"seed {_seed}: {left}");
    }

    private async Task<RandomFaultLane> ConnectAsync(int number)
    {
        var lane = new RandomFaultLane(number, _seed, _simulator, _services.GetRequiredService<IFeishuConnectionFactory>());
        lane.Connection.Start();
        await lane.Probe.ReachedAsync<Connected>();
        return lane;
    }

    private static async Task SufferAsync(RandomFaultLane lane, int faults)
    {
        for (var i = 0; i < faults; i++)
            await lane.SufferAsync();
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
