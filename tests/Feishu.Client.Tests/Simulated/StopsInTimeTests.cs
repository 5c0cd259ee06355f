using System.Diagnostics;
using Feishu.Client.Supervision;
using Feishu.Simulator.Faults;

namespace Feishu.Client.Tests.Simulated;

/// <summary>Stop ends within 2 s in every state, releases the socket, and nothing comes after it.</summary>
public class StopsInTimeTests
{
    [Fact]
    public Task WhileDiscoveryHangs() => StopsAsync(
        static account => account.App.Faults.Endpoint.Set(new EndpointFault { Hang = true }),
        static account => account.Probe.StageAsync(ConnectStage.Discovering));

    [Fact]
    public Task WhileTheHandshakeHangs() => StopsAsync(
        static account => account.App.Faults.Handshake.Set(new HandshakeFault { Hang = true }),
        static account => account.Probe.StageAsync(ConnectStage.Handshaking));

    [Fact]
    public Task WhileTheFirstFrameIsMissing() => StopsAsync(
        static account => account.App.Faults.Pong.Set(new PongFault { Mode = PongMode.None }),
        static account => account.Probe.StageAsync(ConnectStage.AwaitingFirstFrame));

    [Fact]
    public Task WhileConnected() => StopsAsync(
        static _ => { },
        static account => account.Probe.ReachedAsync<Connected>());

    [Fact]
    public Task WhileConnectedToAFrozenPeer() => StopsAsync(
        static _ => { },
        static async account =>
        {
            await account.Probe.ReachedAsync<Connected>();
            account.App.Freeze();
        });

    [Fact]
    public Task WhileStale() => StopsAsync(
        static _ => { },
        static async account =>
        {
            await account.Probe.ReachedAsync<Connected>();
            account.App.Freeze();
            await account.Probe.ReachedAsync<Stale>();
        });

    [Fact]
    public Task WhileInBackoff() => StopsAsync(
        static account => account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1000040350 }),
        static account => account.Probe.ReachedAsync<Backoff>());

    [Fact]
    public Task WhileFaulted() => StopsAsync(
        static account => account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1000040345 }),
        static account => account.Probe.ReachedAsync<Faulted>());

    [Fact]
    public async Task TwiceAndBeforeTheStart()
    {
        await using var account = await SimulatedAccount.CreateAsync();

        await account.Connection.StopAsync("test").Within();
        await account.Connection.StopAsync("test").Within();

        Assert.IsType<Stopped>(account.Connection.Snapshot.State);
    }

    private static async Task StopsAsync(Action<SimulatedAccount> arm, Func<SimulatedAccount, Task> reach)
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.StaleGrace = TimeSpan.FromSeconds(20));
        arm(account);
        account.Connection.Start();
        await reach(account);
        var watch = Stopwatch.StartNew();

        await account.Connection.StopAsync("test").Within();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"stopped after {watch.Elapsed}");
        Assert.IsType<Stopped>(account.Connection.Snapshot.State);
        Assert.Null(account.Connection.Snapshot.LastFrameAt);
    }
}
