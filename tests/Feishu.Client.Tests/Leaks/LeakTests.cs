using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Testing.Clients;
using FeishuOrleans.Testing.Leaks;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Leaks;

/// <summary>
/// Work that should leave nothing leaves nothing: timers, sockets, threads and managed memory, by count. The simulator is a
/// process of its own, so that only the client is counted. FEISHU_SOAK makes the rounds long.
/// </summary>
[Collection(nameof(LeakTests))]
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakTests : IAsyncLifetime
{
    private const int Lanes = 20, WarmUp = 200;

    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddFeishuClient()
        .Configure<FeishuClientOptions>(static options => options.ConnectRate = 10_000)
        .Configure<SupervisionOptions>(static options =>
        {
            options.InitialBackoff = TimeSpan.FromMilliseconds(100);
            options.MaxBackoff = TimeSpan.FromMilliseconds(200);
        }).BuildServiceProvider();

    private SimulatorProcess _simulator = null!;

    private static int Rounds => Environment.GetEnvironmentVariable("FEISHU_SOAK") is null ? 400 : 10_000;

    public async ValueTask InitializeAsync() => _simulator = await SimulatorProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task ConnectAndDisconnect_ManyTimes_LeavesNothing()
    {
        await InLanesAsync(WarmUp, ConnectOnceAsync);
        var before = ResourceCount.Take();

        await InLanesAsync(Rounds, ConnectOnceAsync);

        AssertNothingLeft(ResourceCount.Take().Minus(before));
    }

    [Fact]
    public async Task Connections_LostAndRegained_LeaveNothing()
    {
        var probes = Enumerable.Range(0, Lanes).Select(_ => new TransitionProbe()).ToList();
        var connections = probes.Select((probe, lane) => Create(lane, probe)).ToList();
        connections.ForEach(connection => connection.Start());
        await Task.WhenAll(probes.Select(probe => probe.ReachedAsync<Connected>()));
        await InLanesAsync(WarmUp, lane => LoseAsync(lane, probes[lane]));
        var before = ResourceCount.Take();

        await InLanesAsync(Rounds, lane => LoseAsync(lane, probes[lane]));

        AssertNothingLeft(ResourceCount.Take().Minus(before));
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    private static Task InLanesAsync(int rounds, Func<int, Task> round) => Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
    {
        for (var i = lane; i < rounds; i += Lanes)
            await round(lane);
    }));

    private static string AppId(int lane) => $"cli_{lane:x16}";

    private async Task ConnectOnceAsync(int lane)
    {
        var probe = new TransitionProbe();
        await using var connection = Create(lane, probe);
        connection.Start();
        await probe.ReachedAsync<Connected>();
        await connection.StopAsync("test").Within();
    }

    private async Task LoseAsync(int lane, TransitionProbe probe)
    {
        probe.Transitions.Clear();
        var back = probe.ReachedAsync<Connected>();
        await _simulator.PostAsync($"apps/{AppId(lane)}/connections/reset");
        await back;
    }

    private FeishuConnection Create(int lane, TransitionProbe probe) => _services.GetRequiredService<IFeishuConnectionFactory>()
        .Create(new FeishuAccount($"bot-{lane}", AppId(lane), "a-secret", _simulator.Address), new FakeHandler(), probe);

    private static void AssertNothingLeft(ResourceCount left)
    {
        Assert.True(left.Timers <= 2, $"timers: {left}");
        // Each lane may leave one idle HTTP connection in the pool; how many it needed at once depends on the machine's load.
        Assert.True(left.Files <= Lanes + 4, $"files: {left}");
        Assert.True(left.Threads <= 8, $"threads: {left}");
        Assert.True(left.ManagedBytes <= 200_000 + (50 * Rounds), $"managed memory: {left}");
    }
}
