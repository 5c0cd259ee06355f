using Feishu.Client.Supervision;
using Feishu.Client.Tests.Recovery.Faults;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>
/// One fault in one state: brings an account there, lets the fault hit at that very moment, lifts it if it lasts, and waits
/// for the account. Another account of the same process must not notice.
/// </summary>
internal sealed class RecoveryCase(Fault fault, HitState state, SimulatorHost simulator, RecoveryTimes times)
{
    private readonly TaskCompletionSource<Task> _injected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FleetAccount _account = null!;
    private DateTimeOffset _began;
    private int _mark;

    /// <summary>The attempt meets the fault in this very stage: nothing else has to hold the account there.</summary>
    private bool IsMetHere => fault is ArmedFault armed && armed.Stage.ToString() == state.ToString();

    public async Task<RecoveryResult> RunAsync()
    {
        await using var fleet = new Fleet(simulator, times.Apply);
        await fleet.ConnectAsync(1);
        _account = fleet.Add();
        await BringAsync();
        var result = fault is ArmedFault armed ? await PassAsync(armed) : await PassAsync((SocketFault)fault);
        (fault as ArmedFault)?.Lift(simulator.Platform, _account.App);
        await _account.AssertServesAsync();
        if (!fault.HitsEveryone)
            await fleet.Accounts[0].AssertUndisturbedAsync();
        return result;
    }

    private async Task BringAsync()
    {
        _account.Probe.OnEach = OnTransition;
        if (IsMetHere)
            Inject();
        else
            Hold();
        _account.Connection.Start();
        await (await _injected.Task.Within(times.Patience, $"state {state}")).Within(times.Patience, $"the begin of {fault}");
    }

    /// <summary>Keeps the account in the state until the fault has come.</summary>
    private void Hold()
    {
        var faults = _account.App.Faults;
        if (state == HitState.Discovering)
            faults.Endpoint.Set(new EndpointFault { Hang = true, Times = 1 });
        else if (state == HitState.Handshaking)
            faults.Handshake.Set(new HandshakeFault { Hang = true, Times = 1 });
        else if (state == HitState.AwaitingFirstFrame)
            faults.Pong.Set(new PongFault { Mode = PongMode.None });
        else if (state == HitState.Backoff)
            faults.Endpoint.Set(new EndpointFault { Code = EndpointCode.SystemBusy, Times = 1 });
        else if (state == HitState.Faulted)
            faults.Endpoint.Set(new EndpointFault { Code = EndpointCode.CredentialInvalid, Times = 1 });
    }

    /// <summary>On the supervisor's own thread: the account cannot leave the state before the fault is there.</summary>
    private void OnTransition(Transition step)
    {
        if (_injected.Task.IsCompleted)
            return;
        if (state == HitState.Stale && step.To is Connected)
            _account.App.Faults.Pong.Set(new PongFault { Mode = PongMode.None });
        else if (IsThere(step.To) && state == HitState.AwaitingFirstFrame)
            _injected.TrySetResult(InjectWhenAcceptedAsync());
        else if (IsThere(step.To))
            Inject();
    }

    private bool IsThere(ConnectionState reached) => (reached is Connecting connecting ? connecting.Stage.ToString() : reached.GetType().Name) == state.ToString();

    /// <summary>The client has its answer before the simulator has noted the connection.</summary>
    private async Task InjectWhenAcceptedAsync()
    {
        await _account.App.WaitForConnectionAsync();
        await BeginAsync();
    }

    private void Inject() => _injected.TrySetResult(BeginAsync());

    private Task BeginAsync()
    {
        _mark = _account.Probe.Transitions.Items.Count;
        _began = TimeProvider.System.GetUtcNow();
        if (fault is ArmedFault armed)
            return ArmAsync(armed);
        ((SocketFault)fault).Act(_account.App);
        if (!fault.IsSurvived)
            _account.App.Faults.Pong.Clear();
        return Task.CompletedTask;
    }

    private Task ArmAsync(ArmedFault armed)
    {
        var arming = armed.Arm(simulator.Platform, _account.App);
        if (armed.HitsEveryone)
        {
            // What held the account may not have seen it yet, and would catch it afterwards.
            _account.App.Faults.Clear();
        }

        if (IsMetHere || armed.MeetsOpenSockets)
            return arming;
        _account.App.Faults.Pong.Clear();
        if (state is HitState.Connected or HitState.AwaitingFirstFrame)
            _account.App.Reset();
        return arming;
    }

    private async Task<RecoveryResult> PassAsync(SocketFault once)
    {
        if (once.IsSurvived)
            return state == HitState.Connected ? await StayAsync() : await LiveAsync();
        await FailAsync(1);
        return await ReturnAsync(_began, _mark, (once.IsSilent ? times.Leaving(state) : TimeSpan.Zero) + times.Backoff(1));
    }

    private async Task<RecoveryResult> PassAsync(ArmedFault lasting)
    {
        if (lasting.IsSurvived && state == HitState.Connected && lasting.MeetsOpenSockets)
            return await StayAsync();
        if (lasting.IsSurvived)
            return await ReturnAsync(_began, _mark, times.Leaving(state));

        var failures = await FailAsync(lasting.Failures);
        if (lasting.Catch is { } another)
            await another(_account.App);
        var from = _account.Probe.Transitions.Items.Count;
        var lifted = TimeProvider.System.GetUtcNow();
        lasting.Lift(simulator.Platform, _account.App);
        var pause = lasting.Pause?.Invoke(times) ?? times.Backoff(failures + 1);
        return await ReturnAsync(lifted, from, lasting.Lingers(times) + pause);
    }

    /// <summary>Waits for failures of the fault's own kinds.</summary>
    /// <returns>The streak.</returns>
    private async Task<int> FailAsync(int count)
    {
        bool IsOurs(Transition step) => CauseOf(step.To) is { } cause && fault.Seen.Contains(cause.Kind);
        var steps = await _account.Probe.Transitions.WhenAsync(all => all.Skip(_mark).Count(IsOurs) >= count).Within(times.Patience, $"{count} failures by {fault} in {state}");
        return steps.Select(static step => step.To.PastFailures.Failures).Max();
    }

    private static ConnectionFailure? CauseOf(ConnectionState reached) => reached switch
    {
        Backoff backoff => backoff.Cause,
        Faulted faulted => faulted.Cause,
        _ => null,
    };

    private async Task<RecoveryResult> ReturnAsync(DateTimeOffset since, int from, TimeSpan limit)
    {
        var back = await _account.Probe.Transitions.FirstAsync(static step => step.To is Connected, from).Within(times.Patience, $"recovery from {fault} in {state}");
        return new RecoveryResult(back.At - since, limit + times.Slack, _account.DiscoveryCalls(_mark));
    }

    /// <summary>The message itself is the sign of life that was missing.</summary>
    private async Task<RecoveryResult> LiveAsync()
    {
        var result = await ReturnAsync(_began, _mark, TimeSpan.Zero);
        Assert.Equal(0, result.DiscoveryCalls);
        _account.App.Faults.Pong.Clear();
        return result;
    }

    private async Task<RecoveryResult> StayAsync()
    {
        await _account.App.WaitForPingsAsync(_account.App.Log.CountOf<Pinged>() + 2);
        await _account.AssertServesAsync();
        Assert.Equal(1, _account.Connection.Snapshot.Counters.Connects);
        return new RecoveryResult(null, TimeSpan.Zero, _account.DiscoveryCalls(_mark));
    }
}
