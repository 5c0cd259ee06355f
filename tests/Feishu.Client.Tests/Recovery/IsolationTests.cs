using Feishu.Client.Events;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>One account hangs in every stage in turn; ninety-nine beside it in the process do not notice.</summary>
[Collection(nameof(RecoveryRuns))]
public sealed class IsolationTests
{
    private const int Others = 99;

    [Fact]
    public async Task OneAccountHangsInEveryStage_TheOthersAreUndisturbed()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, static options => options.PingInterval = TimeSpan.FromSeconds(1));
        var hanging = fleet.Add();
        await fleet.ConnectAsync(Others);
        var others = fleet.Accounts.Skip(1).ToArray();
        var steps = others.Select(static other => other.Probe.Transitions.Items.Count).ToArray();

        hanging.App.Faults.Endpoint.Set(new EndpointFault { Hang = true });
        hanging.Connection.Start();
        await hanging.Probe.StageAsync(ConnectStage.Discovering);
        await AssertUndisturbedAsync(others, steps);

        hanging.App.Faults.Endpoint.Clear();
        hanging.App.Faults.Handshake.Set(new HandshakeFault { Hang = true });
        hanging.Connection.Reconnect();
        await hanging.Probe.StageAsync(ConnectStage.Handshaking);
        await AssertUndisturbedAsync(others, steps);

        hanging.App.Faults.Handshake.Clear();
        hanging.App.Faults.Pong.Set(new PongFault { Mode = PongMode.None });
        hanging.Connection.Reconnect();
        await hanging.Probe.StageAsync(ConnectStage.AwaitingFirstFrame);
        await AssertUndisturbedAsync(others, steps);

        hanging.App.Faults.Pong.Clear();
        hanging.Connection.Reconnect();
        await hanging.Probe.ReachedAsync<Connected>();
        hanging.App.Freeze();
        await AssertUndisturbedAsync(others, steps);
    }

    [Fact]
    public async Task OneHandlerHangsAndOneObserverBlocks_TheOthersAreUndisturbed()
    {
        using var over = new ManualResetEventSlim();
        await using var simulator = await SimulatorHost.StartAsync();
        await using var fleet = new Fleet(simulator, static options => options.PingInterval = TimeSpan.FromSeconds(1));
        var hanging = fleet.Add();
        await fleet.ConnectAsync(Others);
        var others = fleet.Accounts.Skip(1).ToArray();
        var steps = others.Select(static other => other.Probe.Transitions.Items.Count).ToArray();
        var never = new TaskCompletionSource<HandlerVerdict>();
        hanging.Handler.Answer = (_, _) => new ValueTask<HandlerVerdict>(never.Task);
        hanging.Connection.Start();
        await hanging.Probe.ReachedAsync<Connected>();

        var pushed = hanging.App.PushText("nobody answers");
        await hanging.Handler.Received.CountAsync(1).Within();
        await AssertUndisturbedAsync(others, steps);
        Assert.Equal(500, (await hanging.App.WaitForAckAsync(pushed)).Code);

        hanging.Probe.OnEach = _ => over.Wait(Waiting.Limit);
        hanging.App.Reset();
        await hanging.Probe.ReachedAsync<Backoff>();
        await AssertUndisturbedAsync(others, steps);
        over.Set();
    }

    private static async Task AssertUndisturbedAsync(FleetAccount[] others, int[] steps)
    {
        await Task.WhenAll(others.Select(static other => other.App.WaitForPingsAsync(other.App.Log.CountOf<Pinged>() + 1)));
        await Task.WhenAll(others.Select(static other => other.AssertServesAsync()));
        Assert.Equal(steps, others.Select(static other => other.Probe.Transitions.Items.Count));
    }
}
