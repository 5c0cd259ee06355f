using Feishu.Client.Events;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Supervision;

/// <summary>
/// Runs the machine for one account: takes triggers one at a time, asks <see cref="ConnectionMachine"/>, runs the
/// effects, keeps one timer set to the state's due time. The only caller of the machine, and the one place that
/// publishes transitions. Costs no thread and no task while nothing happens.
/// </summary>
internal sealed partial class ConnectionSupervisor : IThreadPoolWorkItem, IFleetListener, IAsyncDisposable
{
    /// <summary>After a step that threw, the next look is not sooner than this.</summary>
    private static readonly TimeSpan PauseAfterDefect = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<Work> _mailbox = new();
    private readonly ConnectionServices _services;
    private readonly IEventHandler _handler;
    private readonly Action<ConnectionSupervisor, Transition> _publish;
    private readonly ITimer _timer;
    private readonly ConnectionTally _tally;
    private bool _running;
    private double _slot;
    private FeishuAccount _account;
    private ConnectionState _state;
    private ConnectionAttempt? _attempt;
    private ClientConfig _config;
    private Task _closing = Task.CompletedTask;

    public ConnectionSupervisor(
        FeishuAccount account, IEventHandler handler, ConnectionServices services, Action<ConnectionSupervisor, Transition> publish)
        : this(account, handler, services, publish, new ConnectionTally(), ClientConfig.Default)
    {
    }

    private ConnectionSupervisor(
        FeishuAccount account,
        IEventHandler handler,
        ConnectionServices services,
        Action<ConnectionSupervisor, Transition> publish,
        ConnectionTally tally,
        ClientConfig config)
    {
        (_account, _handler, _services, _publish, _tally, _config) = (account, handler, services, publish, tally, config);
        _state = new Stopped(services.Clock.Now, "start");
        _timer = services.Clock.Time.CreateTimer(static self => ((ConnectionSupervisor)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        services.Watch.Add(this);
    }

    public FeishuAccount Account => Volatile.Read(ref _account);

    public ConnectionState State => Volatile.Read(ref _state);

    public ConnectionTally Tally => _tally;

    public ConnectionAttempt? Attempt => Volatile.Read(ref _attempt);

    /// <summary>A supervisor for the connection that is to replace this one: it counts on and begins with what the platform last said.</summary>
    public ConnectionSupervisor MakeSuccessor(
        FeishuAccount account, IEventHandler handler, Action<ConnectionSupervisor, Transition> publish) =>
        new(account, handler, _services, publish, _tally, Attempt?.Config ?? _config);

    public void UseAccount(FeishuAccount changed)
    {
        Volatile.Write(ref _account, changed);
        Post(new ConnectionTrigger.AccountChanged());
    }

    public void Post(ConnectionTrigger trigger) => Enqueue(new Work(trigger, null, null));

    /// <summary>Stops, and returns when the socket is released.</summary>
    public async Task StopAsync(string by)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new Work(new ConnectionTrigger.StopRequested(by), null, taken));
        await taken.Task.ConfigureAwait(false);
        await Volatile.Read(ref _closing).ConfigureAwait(false);
    }

    public void OnPlatformRecovered(Uri platform)
    {
        if (Account.BaseAddress == platform)
            Post(new ConnectionTrigger.PlatformRecovered());
    }

    public void OnPaceChanged()
    {
        if (State is Connecting { Stage: ConnectStage.Queued })
            Post(new ConnectionTrigger.SlotReserved(default));
    }

    public async ValueTask DisposeAsync() => await EndAsync("dispose").ConfigureAwait(false);

    /// <summary>Waits until no event is under way on the present connection, 2.5 s at most.</summary>
    public Task DrainAsync() => Attempt is { } attempt ? attempt.DrainAsync() : Task.CompletedTask;

    /// <summary>Stops for ever.</summary>
    public async Task EndAsync(string by)
    {
        _services.Watch.Remove(this);
        await StopAsync(by).ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>On the thread pool, never twice at a time.</summary>
    public void Execute()
    {
        while (TryTake(out var work))
            Handle(work);
    }

    /// <summary>Data frames while connected are told by their timestamp alone: an event costs no step of the machine.</summary>
    private void Report(ConnectionTrigger trigger, ConnectionAttempt from)
    {
        if (trigger is ConnectionTrigger.FrameArrived { IsPong: false } && State is Connected)
            return;
        Enqueue(new Work(trigger, from, null));
    }

    private void OnTimer() => Post(new ConnectionTrigger.TimerElapsed(null));

    private void Enqueue(in Work work)
    {
        lock (_gate)
        {
            _mailbox.Enqueue(work);
            if (_running)
                return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryTake(out Work work)
    {
        lock (_gate)
        {
            _running = _mailbox.TryDequeue(out work);
            return _running;
        }
    }

    private void Handle(in Work work)
    {
        var pause = TimeSpan.Zero;
        try
        {
            if (work.From is null || work.From == _attempt)
                Step(work.Trigger);
        }
#pragma warning disable CA1031 // A defect must not end the supervision. It is logged, and the health check recreates a supervisor without progress.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            LogDefect(_services.Logger, defect, _account.Id);
            pause = PauseAfterDefect;
        }
        finally
        {
            SetTimer(pause);
            work.Taken?.TrySetResult();
        }
    }

    private void Step(ConnectionTrigger trigger)
    {
        var now = _services.Clock.Now;
        var before = _state;
        var input = new MachineInput(now, _services.Options, PingInterval(), _services.Chance(), _services.Watch.Crowded(now), IsHeld(before, trigger, now));
        trigger = Complete(trigger, now);
        var step = ConnectionMachine.Next(before, trigger, input);
        Volatile.Write(ref _state, step.State);
        foreach (var effect in step.Effects)
            Run(effect);
        if (IsWorthTelling(before, step.State))
            Publish(new Transition(before, step.State, now));
    }

    /// <summary>What changes meanwhile is looked up when the trigger's turn has come: an answer from before would put things back.</summary>
    private ConnectionTrigger Complete(ConnectionTrigger trigger, DateTimeOffset now) => trigger switch
    {
        // Whatever brought the timer, also a look that came too early: an attempt begins when the ramp lets it.
        ConnectionTrigger.TimerElapsed when IsTurn(now) && !_services.Ramp.TryBegin(_slot) => SlotAt(now),
        ConnectionTrigger.TimerElapsed => new ConnectionTrigger.TimerElapsed(LastFrameAt()),
        ConnectionTrigger.SlotReserved => SlotAt(now),
        _ => trigger,
    };

    private ConnectionTrigger.SlotReserved SlotAt(DateTimeOffset now) => new(now + _services.Ramp.Until(_slot));

    private bool IsTurn(DateTimeOffset now) => _state is Connecting { Stage: ConnectStage.Queued } queued && now >= queued.Deadline;

    private bool IsHeld(ConnectionState state, ConnectionTrigger trigger, DateTimeOffset now) =>
        trigger is ConnectionTrigger.TimerElapsed && state is Backoff && state.DueAt <= now && !_services.Watch.TryAttempt(_account, now);

    private static bool IsWorthTelling(ConnectionState before, ConnectionState after) => (before, after) switch
    {
        (Connecting from, Connecting to) => from.Stage != to.Stage,
        (Connected from, Connected to) => from.IsProved != to.IsProved,
        _ => before.GetType() != after.GetType(),
    };

    private void Run(ConnectionEffect effect)
    {
        switch (effect)
        {
            case ConnectionEffect.ReserveSlot:
                _slot = _services.Ramp.Reserve();
                Post(new ConnectionTrigger.SlotReserved(default));
                break;
            case ConnectionEffect.BeginAttempt:
                var begun = new ConnectionAttempt(_services, _account, _handler, _tally, _config, Report);
                Volatile.Write(ref _attempt, begun);
                begun.Begin();
                break;
            case ConnectionEffect.SendPing:
                _attempt?.Ping();
                break;
            case ConnectionEffect.CloseAttempt:
                Release(static ended => ended.CloseAsync());
                break;
            case ConnectionEffect.AbortAttempt:
                Release(static ended => ended.AbortAsync());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, "Not an effect of the machine.");
        }
    }

    private void Release(Func<ConnectionAttempt, Task> end)
    {
        if (_attempt is not { } ended)
            return;
        _config = ended.Config;
        Volatile.Write(ref _attempt, null);
        var previous = _closing;
        Volatile.Write(ref _closing, previous.IsCompletedSuccessfully ? end(ended) : Task.WhenAll(previous, end(ended)));
    }

    private void Publish(Transition transition)
    {
        if (transition.To is Connected && transition.From is Connecting)
            _tally.CountConnect();
        if (transition.To is Backoff { Cause: var cause })
            _services.Watch.ReportFailure(_account, cause, transition.At);
        _services.Instruments.OnTransition(transition);
        LogTransition(transition);
        _publish(this, transition);
    }

    private void SetTimer(TimeSpan atLeast)
    {
        if (_state.DueAt is not { } due)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = due - _services.Clock.Now;
        if (wait < atLeast)
            wait = atLeast;
        // Timers count whole milliseconds; rounding up spares a look that comes too early.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset? LastFrameAt() => _attempt is { LastFrame: > 0 and var timestamp } ? _services.Clock.At(timestamp) : null;

    private TimeSpan PingInterval()
    {
        var theirs = (_attempt?.Config ?? _config).PingInterval;
        return theirs < _services.Options.PingInterval ? theirs : _services.Options.PingInterval;
    }

    /// <param name="Trigger">What happened.</param>
    /// <param name="From">The attempt it happened to; dropped when that is no longer the present one.</param>
    /// <param name="Taken">Completed after the step.</param>
    private readonly record struct Work(ConnectionTrigger Trigger, ConnectionAttempt? From, TaskCompletionSource? Taken);
}
