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
    private const string AppId = "cli_0123456789abcdef";
    private const int WarmUp = 30;

    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddFeishuClient()
        .Configure<FeishuClientOptions>(static options => options.ConnectRate = 10_000)
        .Configure<SupervisionOptions>(static options =>
        {
            options.InitialBackoff = TimeSpan.FromMilliseconds(100);
            options.MaxBackoff = TimeSpan.FromMilliseconds(200);
        }).BuildServiceProvider();

    private SimulatorProcess simulator = null!;

    private static int Rounds => Environment.GetEnvironmentVariable("FEISHU_SOAK") is null ? 60 : 10_000;

    public async ValueTask InitializeAsync() => simulator = await SimulatorProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task ConnectAndDisconnect_ManyTimes_LeavesNothing()
    {
        await RunAsync(WarmUp, ConnectOnceAsync);
        var before = ResourceCount.Take();

        await RunAsync(Rounds, ConnectOnceAsync);

        AssertNothingLeft(ResourceCount.Take().Minus(before));
    }

    [Fact]
    public async Task OneConnection_LostAndRegained_LeavesNothing()
    {
        var probe = new TransitionProbe();
        await using var connection = Create("one", probe);
        connection.Start();
        await probe.ReachedAsync<Connected>();
        await RunAsync(WarmUp, () => LoseAsync(probe));
        var before = ResourceCount.Take();

        await RunAsync(Rounds, () => LoseAsync(probe));

        AssertNothingLeft(ResourceCount.Take().Minus(before));
    }

    private static async Task RunAsync(int rounds, Func<Task> round)
    {
        for (var i = 0; i < rounds; i++)
            await round();
    }

    private async Task ConnectOnceAsync()
    {
        var probe = new TransitionProbe();
        await using var connection = Create("many", probe);
        connection.Start();
        await probe.ReachedAsync<Connected>();
        await connection.StopAsync("test").Within();
    }

    private async Task LoseAsync(TransitionProbe probe)
    {
        probe.Transitions.Clear();
        var back = probe.ReachedAsync<Connected>();
        await simulator.PostAsync($"apps/{AppId}/connections/reset");
        await back;
    }

    private FeishuConnection Create(string id, TransitionProbe probe) => services.GetRequiredService<IFeishuConnectionFactory>()
        .Create(new FeishuAccount(id, AppId, "a-secret", simulator.Address), new FakeHandler(), probe);

    private static void AssertNothingLeft(ResourceCount left)
    {
        Assert.True(left.Timers <= 2, $"timers: {left}");
        Assert.True(left.Files <= 4, $"files: {left}");
        Assert.True(left.Threads <= 8, $"threads: {left}");
        Assert.True(left.ManagedBytes <= 200_000 + (50 * Rounds), $"managed memory: {left}");
    }
}
