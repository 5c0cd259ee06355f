using static Feishu.Client.Supervision.ConnectionEffect;
using static Feishu.Client.Supervision.ConnectionTrigger;

namespace Feishu.Client.Supervision;

/// <summary>
/// Every transition of a connection, as one pure function: no I/O, no clock, no chance of its own.
/// A trigger that a state does not name is ignored on purpose; docs/state-machine.md lists every pair and a test holds it.
/// </summary>
public static class ConnectionMachine
{
    private static readonly ConnectionEffect[] Nothing = [];

    public static MachineStep Next(ConnectionState state, ConnectionTrigger trigger, in MachineInput input) => state switch
    {
        Stopped stopped => FromStopped(stopped, trigger, input),
        Connecting connecting => FromConnecting(connecting, trigger, input),
        Connected connected => FromConnected(connected, trigger, input),
        Stale stale => FromStale(stale, trigger, input),
        Backoff backoff => FromBackoff(backoff, trigger, input),
        Faulted faulted => FromFaulted(faulted, trigger, input),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of the machine."),
    };

    private static MachineStep FromStopped(Stopped state, ConnectionTrigger trigger, in MachineInput input) => trigger switch
    {
        StartRequested => Queue(FailureStreak.None, input),
        _ => Stay(state),
    };

    private static MachineStep FromConnecting(Connecting state, ConnectionTrigger trigger, in MachineInput input) => trigger switch
    {
        StopRequested stop => Stop(stop, input),
        ReconnectRequested => Queue(state.Streak, input, AbortAttempt),
        AccountChanged => Queue(FailureStreak.None, input, AbortAttempt),
        SlotReserved slot when state.Stage == ConnectStage.Queued => Stay(state with { Deadline = slot.At }),
        TicketReceived when state.Stage == ConnectStage.Discovering =>
            Stay(state with { Stage = ConnectStage.Handshaking, Deadline = input.Now + input.Options.HandshakeTimeout }),
        SocketOpened when state.Stage == ConnectStage.Handshaking =>
            new(state with { Stage = ConnectStage.AwaitingFirstFrame, Deadline = input.Now + FirstFrameLimit(input) }, [SendPing]),
        FrameArrived frame when state.Stage == ConnectStage.AwaitingFirstFrame => Connect(state, frame, input),
        Failed failed => Fail(state.Streak, failed.Failure, input),
        TimerElapsed when input.Now >= state.Deadline => EndStage(state, input),
        _ => Stay(state),
    };

    private static MachineStep FromConnected(Connected before, ConnectionTrigger trigger, in MachineInput input)
    {
        var state = Settle(before, input);
        return trigger switch
        {
            StopRequested stop => Stop(stop, input),
            ReconnectRequested or AccountChanged => Queue(FailureStreak.None, input, CloseAttempt),
            FrameArrived frame => Stay(Hear(state, input.Now, frame.IsPong)),
            Failed failed => Fail(state.Streak, failed.Failure, input),
            TimerElapsed timer => WatchPing(state, timer, input),
            _ => Stay(state),
        };
    }

    private static MachineStep FromStale(Stale state, ConnectionTrigger trigger, in MachineInput input) => trigger switch
    {
        StopRequested stop => Stop(stop, input),
        ReconnectRequested or AccountChanged => Queue(FailureStreak.None, input, AbortAttempt),
        FrameArrived frame => Stay(Hear(state.Connection, input.Now, frame.IsPong)),
        Failed failed => Fail(state.Connection.Streak, failed.Failure, input),
        TimerElapsed { LastFrameAt: { } last } when last >= state.Since => Stay(Hear(state.Connection, last, isPong: false)),
        TimerElapsed when input.Now >= state.GraceEnds => Fail(state.Connection.Streak, Silence(state, input.Now), input),
        _ => Stay(state),
    };

    private static MachineStep FromBackoff(Backoff state, ConnectionTrigger trigger, in MachineInput input) => trigger switch
    {
        StopRequested stop => Stop(stop, input),
        StartRequested or ReconnectRequested => Queue(state.Streak, input),
        AccountChanged => Queue(FailureStreak.None, input),
        PlatformRecovered when state.IsHeld || state.Cause.IsOutage => Queue(state.Streak, input),
        TimerElapsed when input.Now >= state.Due => input.Held ? Stay(Hold(state, input)) : Queue(state.Streak, input),
        _ => Stay(state),
    };

    private static MachineStep FromFaulted(Faulted state, ConnectionTrigger trigger, in MachineInput input) => trigger switch
    {
        StopRequested stop => Stop(stop, input),
        StartRequested or ReconnectRequested or AccountChanged => Queue(FailureStreak.None, input),
        TimerElapsed when input.Now >= state.ReprobeAt => Queue(FailureStreak.None, input),
        _ => Stay(state),
    };

    private static MachineStep Stay(ConnectionState state) => new(state, Nothing);

    private static MachineStep Stop(StopRequested stop, in MachineInput input) => new(new Stopped(input.Now, stop.By), [CloseAttempt]);

    /// <summary>Waits for a slot. Due at once, so that a ramp that stays silent cannot hold the account.</summary>
    private static MachineStep Queue(FailureStreak streak, in MachineInput input, ConnectionEffect? first = null) => new(
        new Connecting(input.Now, streak, ConnectStage.Queued, input.Now),
        first is { } release ? [release, ReserveSlot] : [ReserveSlot]);

    /// <summary>As long as after many failures: whoever is the probe wakes the others.</summary>
    private static Backoff Hold(Backoff state, in MachineInput input) =>
        state with { Due = input.Now + BackoffPolicy.Jitter(input.Options.MaxBackoff, input.Options, input.Chance), IsHeld = true };

    private static MachineStep EndStage(Connecting state, in MachineInput input)
    {
        if (state.Stage == ConnectStage.Queued)
        {
            var begun = state with { Stage = ConnectStage.Discovering, Deadline = input.Now + input.Options.EndpointTimeout };
            return new(begun, [BeginAttempt]);
        }

        var failure = state.Stage switch
        {
            ConnectStage.Discovering => TimedOut(FailureKind.DiscoveryTimedOut, "The platform did not answer the discovery call", input.Options.EndpointTimeout),
            ConnectStage.Handshaking => TimedOut(FailureKind.HandshakeTimedOut, "The socket did not open", input.Options.HandshakeTimeout),
            _ => TimedOut(FailureKind.NoFirstFrame, "The socket opened, but no frame came", FirstFrameLimit(input)),
        };
        return Fail(state.Streak, failure, input);
    }

    private static MachineStep Connect(Connecting state, FrameArrived frame, in MachineInput input) => Stay(new Connected(
        input.Now,
        state.Streak,
        LastFrameAt: input.Now,
        OpenPing: null,
        NextPingAt: input.Now + input.PingInterval,
        Pongs: frame.IsPong ? 1 : 0));

    /// <summary>Forgets earlier failures once the connection has proved itself: long enough, and a pong seen.</summary>
    private static Connected Settle(Connected state, in MachineInput input) =>
        state.Pongs > 0 && input.Now - state.Since >= input.Options.StableAfter ? state with { Streak = FailureStreak.None } : state;

    private static Connected Hear(Connected state, DateTimeOffset at, bool isPong) => state with
    {
        LastFrameAt = at > state.LastFrameAt ? at : state.LastFrameAt,
        OpenPing = null,
        Pongs = state.Pongs + (isPong ? 1 : 0),
    };

    private static MachineStep WatchPing(Connected state, TimerElapsed timer, in MachineInput input)
    {
        if (timer.LastFrameAt is { } last && last > state.LastFrameAt)
            state = last >= state.OpenPing?.SentAt ? Hear(state, last, isPong: false) : state with { LastFrameAt = last };
        if (state.OpenPing is { } ping)
            return Stay(input.Now >= ping.AnswerDueAt ? new Stale(input.Now, state, input.Now + input.Options.StaleGrace) : state);
        return input.Now >= state.NextPingAt ? Ping(state, input) : Stay(state);
    }

    private static MachineStep Ping(Connected state, in MachineInput input)
    {
        var ping = new OpenPing(input.Now, input.Now + input.Options.PongTimeout);
        return new(state with { OpenPing = ping, NextPingAt = input.Now + input.PingInterval }, [SendPing]);
    }

    private static MachineStep Fail(FailureStreak streak, ConnectionFailure failure, in MachineInput input)
    {
        var after = streak.Add(failure);
        if (RefusalTable.Fault(failure, after) is { } reason)
        {
            var reprobe = BackoffPolicy.Jitter(input.Options.FaultedReprobe, input.Options, input.Chance);
            return new(new Faulted(input.Now, reason, failure, input.Now + reprobe), [AbortAttempt]);
        }

        var delay = BackoffPolicy.Delay(failure, after, input.Crowded, input.Options, input.Chance);
        return new(new Backoff(input.Now, after, input.Now + delay, failure), [AbortAttempt]);
    }

    private static TimeSpan FirstFrameLimit(in MachineInput input) => input.Options.PongTimeout + input.Options.StaleGrace;

    private static ConnectionFailure TimedOut(FailureKind kind, string what, TimeSpan limit) =>
        new(kind, null, $"{what} within {limit.TotalSeconds:0.#} s.");

    private static ConnectionFailure Silence(Stale state, DateTimeOffset now) => new(
        FailureKind.WentSilent, null, $"No frame for {(now - state.Connection.LastFrameAt).TotalSeconds:0.#} s in spite of a ping.");
}
