using Feishu.Client.Events;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Supervision;

/// <summary>
/// Runs the machine for one account: takes triggers one at a time, asks <see cref="ConnectionMachine"/>, runs the
/// effects, keeps one timer set to the state's due time. The only caller of the machine, and the one place that
/// publishes transitions. Costs no thread and no task while nothing happens.
/// </summary>
internal sealed partial class ConnectionSupervisor : IThreadPoolWorkItem, IRecoveryListener, IAsyncDisposable
{
    /// <summary>After a step that threw, the next look is not sooner than this.</summary>
    private static readonly TimeSpan PauseAfterDefect = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Queue<Work> mailbox = new();
    private readonly ConnectionServices services;
    private readonly IEventHandler handler;
    private readonly Action<Transition> publish;
    private readonly ITimer timer;
    private readonly ConnectionTally tally = new();
    private bool running;
    private FeishuAccount account;
    private ConnectionState state;
    private ConnectionAttempt? attempt;
    private ClientConfig config = ClientConfig.Default;
    private Task closing = Task.CompletedTask;

    public ConnectionSupervisor(FeishuAccount account, IEventHandler handler, ConnectionServices services, Action<Transition> publish)
    {
        this.account = account;
        this.handler = handler;
        this.services = services;
        this.publish = publish;
        state = new Stopped(services.Clock.Now, "start");
        timer = services.Clock.Time.CreateTimer(static self => ((ConnectionSupervisor)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        services.Watch.Add(this);
    }

    public FeishuAccount Account => Volatile.Read(ref account);

    public ConnectionState State => Volatile.Read(ref state);

    public ConnectionTally Tally => tally;

    public ConnectionAttempt? Attempt => Volatile.Read(ref attempt);

    public void UseAccount(FeishuAccount changed)
    {
        Volatile.Write(ref account, changed);
        Post(new ConnectionTrigger.AccountChanged());
    }

    public void Post(ConnectionTrigger trigger) => Enqueue(new Work(trigger, null, null));

    /// <summary>Stops, and returns when the socket is released.</summary>
    public async Task StopAsync(string by)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new Work(new ConnectionTrigger.StopRequested(by), null, taken));
        await taken.Task.ConfigureAwait(false);
        await Volatile.Read(ref closing).ConfigureAwait(false);
    }

    public void OnPlatformRecovered() => Post(new ConnectionTrigger.PlatformRecovered());

    public async ValueTask DisposeAsync()
    {
        services.Watch.Remove(this);
        await StopAsync("dispose").ConfigureAwait(false);
        await timer.DisposeAsync().ConfigureAwait(false);
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
        lock (gate)
        {
            mailbox.Enqueue(work);
            if (running)
                return;
            running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryTake(out Work work)
    {
        lock (gate)
        {
            running = mailbox.TryDequeue(out work);
            return running;
        }
    }

    private void Handle(in Work work)
    {
        var pause = TimeSpan.Zero;
        try
        {
            if (work.From is null || work.From == attempt)
                Step(work.Trigger);
        }
#pragma warning disable CA1031 // A defect must not end the supervision. It is logged, and the health check recreates a supervisor without progress.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            LogDefect(services.Logger, defect, account.Id);
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
        var now = services.Clock.Now;
        if (trigger is ConnectionTrigger.TimerElapsed)
            trigger = new ConnectionTrigger.TimerElapsed(LastFrameAt());
        var before = state;
        var input = new MachineInput(now, services.Options, PingInterval(), services.Chance(), services.Watch.Crowded(now));
        var step = ConnectionMachine.Next(before, trigger, input);
        Volatile.Write(ref state, step.State);
        foreach (var effect in step.Effects)
            Run(effect);
        if (before.GetType() != step.State.GetType() || before is Connecting stage && step.State is Connecting next && stage.Stage != next.Stage)
            Publish(new Transition(before, step.State, now));
    }

    private void Run(ConnectionEffect effect)
    {
        switch (effect)
        {
            case ConnectionEffect.ReserveSlot:
                Post(new ConnectionTrigger.SlotReserved(services.Clock.Now + services.Ramp.Reserve()));
                break;
            case ConnectionEffect.BeginAttempt:
                var begun = new ConnectionAttempt(services, account, handler, tally, config, Report);
                Volatile.Write(ref attempt, begun);
                begun.Begin();
                break;
            case ConnectionEffect.SendPing:
                attempt?.Ping();
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
        if (attempt is not { } ended)
            return;
        config = ended.Config;
        Volatile.Write(ref attempt, null);
        var previous = closing;
        Volatile.Write(ref closing, previous.IsCompletedSuccessfully ? end(ended) : Task.WhenAll(previous, end(ended)));
    }

    private void Publish(Transition transition)
    {
        if (transition.To is Connected && transition.From is Connecting)
            tally.CountConnect();
        if (transition.To is Backoff { Cause: var cause })
            services.Watch.ReportFailure(cause, transition.At);
        LogTransition(transition);
        publish(transition);
    }

    private void SetTimer(TimeSpan atLeast)
    {
        if (state.DueAt is not { } due)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = due - services.Clock.Now;
        if (wait < atLeast)
            wait = atLeast;
        // Timers count whole milliseconds; rounding up spares a look that comes too early.
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset? LastFrameAt() => attempt is { LastFrame: > 0 and var timestamp } ? services.Clock.At(timestamp) : null;

    private TimeSpan PingInterval()
    {
        var theirs = (attempt?.Config ?? config).PingInterval;
        return theirs < services.Options.PingInterval ? theirs : services.Options.PingInterval;
    }

    /// <param name="Trigger">What happened.</param>
    /// <param name="From">The attempt it happened to; dropped when that is no longer the present one.</param>
    /// <param name="Taken">Completed after the step.</param>
    private readonly record struct Work(ConnectionTrigger Trigger, ConnectionAttempt? From, TaskCompletionSource? Taken);
}
