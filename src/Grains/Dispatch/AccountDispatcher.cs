using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// Delivers the events of one account under one epoch. One loop starts deliveries and reads the journal; results, hints
/// and saves come on other threads and wake it. Thread-safe.
/// </summary>
internal sealed partial class AccountDispatcher : ILaneUser, IProgressSource, IAsyncDisposable
{
    /// <summary>Name of the subscription in the journal.</summary>
    public const string Subscription = "webhook";

    private readonly DispatchServices _services;
    private readonly DeliveryState _state;
    private readonly EventDeliverer _deliverer;
    private readonly JournalPlace _after;
    private readonly Action<AccountDispatcher> _lost;
    private readonly RetryDelay _retry;
    private readonly WakeUp _wake = new();
    private readonly Lock _closing = new();
    private readonly CancellationTokenSource _stopping = new(), _posts = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _due;
    private volatile IEventSink _sink;
    private volatile DeliveryWay _way;
    private volatile string? _problem;
    private volatile bool _isLost, _hasFailed;
    private Task _loop = Task.CompletedTask;
    private Task? _close;

    // The loop itself counts as one, so that nothing is drained before it has ended.
    private int _underWay = 1;

    public AccountDispatcher(
        string accountId, long epoch, IEventSink sink, JournalPlace after, DispatchServices services, Action<AccountDispatcher> lost)
    {
        (AccountId, Epoch, _after, _services, _lost) = (accountId, epoch, after, services, lost);
        _sink = sink;
        _way = new DeliveryWay(sink, services.Lanes.Rent(sink.Endpoint));
        _state = services.NewState();
        _deliverer = new EventDeliverer(accountId, epoch, _state, services);
        Parked = new ParkedEvents(accountId, _state, services.Journal, () => InTimeAsync(_loaded.Task), SaveNowAsync);
        _retry = services.NewJournalRetry();
        _due = services.Clock.Time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string AccountId { get; }

    public long Epoch { get; }

    /// <summary>The loop ended although nobody asked for it.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>What waits for a person.</summary>
    public ParkedEvents Parked { get; }

    public DeliverySnapshot Snapshot => _state.Snapshot(_way.Lane.State, _problem);

    /// <summary>Whom a callback may be put to now; null while delivery is not yet loaded, held, ending or out of service.</summary>
    public CallbackWay? CallbackWay => !_state.IsLoaded || _state.IsPaused || _stopping.IsCancellationRequested || _way.Lane.State != BreakerState.Closed
        ? null
        : new CallbackWay(_way.Sink, Epoch);

    public void Start()
    {
        // What delivery does must not carry the request of the grain that happened to open it.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    /// <inheritdoc />
    public void Wake() => _wake.Set();

    /// <summary>Following tries go to this sink.</summary>
    public void UseSink(IEventSink sink)
    {
        _sink = sink;
        Wake();
    }

    public void OnAppended(JournalEvent appended)
    {
        _state.OnAppended(appended);
        Wake();
    }

    /// <summary>Nobody asks for a callback's answer any more.</summary>
    public void Resolve(long sequence, bool isAnswered)
    {
        _state.Resolve(sequence, isAnswered);
        NoteProgress();
        Wake();
    }

    /// <summary>Holds delivery or lets it go on. Whose word it is keeps it; the journal gets a copy.</summary>
    public void Pause(bool isPaused)
    {
        if (_state.Pause(isPaused))
            NoteProgress();
        Wake();
    }

    /// <summary>Reads the journal once, whether there is word of new events or not.</summary>
    public void Look()
    {
        _state.Look();
        Wake();
    }

    /// <summary>The subscription is read: what is parked is known.</summary>
    public bool IsLoaded => _state.IsLoaded;

    /// <summary>Takes nothing any more, waits for requests under way, 10 s at most, and saves. Safe to call twice.</summary>
    public Task CloseAsync()
    {
        lock (_closing)
            return _close ??= EndAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <inheritdoc />
    public ProgressUpdate? TakeProgress() => _state.TakeProgress() is { } changes
        ? new ProgressUpdate(AccountId, Subscription, Epoch, changes.LowWater, changes.Finished, changes.Set, changes.Cleared, _state.IsPaused)
        : null;

    /// <inheritdoc />
    public void OnProgressSaved()
    {
        _state.OnSaved();
        _problem = null;
        Wake();
    }

    /// <inheritdoc />
    public void OnProgressFailed(string problem)
    {
        _state.OnNotSaved();
        _problem = $"Progress of delivery could not be saved: {problem}. Being tried again.";
    }

    /// <inheritdoc />
    public void OnProgressFenced()
    {
        LogFenced(_services.Logger, AccountId, Epoch);
        _services.Instruments.OnFenced();
        _isLost = true;
        _state.Stop();
        _stopping.Cancel();
        _posts.Cancel();
        _lost(this);
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
                await StepAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Asked for.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Break(failure);
        }
        finally
        {
            Conclude();
        }
    }

    /// <summary>Only the loop stands in a lane's line, so only the loop changes lanes.</summary>
    private void FollowSink()
    {
        if (ReferenceEquals(_way.Sink, _sink))
            return;
        var before = _way;
        _way = new DeliveryWay(_sink, _services.Lanes.Rent(_sink.Endpoint));
        before.Lane.Withdraw(this);
        _services.Lanes.Return(before.Lane);
    }

    private async Task StepAsync()
    {
        try
        {
            FollowSink();
            if (!_state.IsLoaded)
                await LoadAsync();
            StartReady();
            if (_state.WantsPage(_way.Lane.State))
                await ReadPageAsync();
            else
                await WaitAsync();
        }
        catch (JournalException failure)
        {
            var pause = _retry.Fail();
            LogUnreadable(_services.Logger, failure, AccountId, pause);
            _problem = $"The journal could not be read: {failure.Explain()}. Being tried again.";
            _state.PostponeReading(pause);
            if (!_state.IsLoaded)
                await Task.Delay(pause, _services.Clock.Time, _stopping.Token);
        }
    }

    private async Task WaitAsync()
    {
        if (_state.NextDue(_way.Lane.State) is { } due)
        {
            var pause = due - _services.Clock.Now;
            _due.Change(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        await _wake.WaitAsync(_stopping.Token);
    }

    private async Task LoadAsync()
    {
        var rows = await _services.Loader.LoadAsync(
            AccountId, _after, _state, claimAsync: () => _services.Writer.FlushAsync(this).WaitAsync(_stopping.Token), _stopping.Token);
        _loaded.TrySetResult();
        NoteProgress();
        LogOpened(_services.Logger, AccountId, Epoch, _state.ReadUpTo, _state.Last, rows);
    }

    private async Task ReadPageAsync()
    {
        var last = _state.Last;
        _state.OnPage(
            await _services.Journal.ReadAsync(AccountId, _state.ReadUpTo, DispatchLimits.PageEvents, DispatchLimits.PageBytes, _stopping.Token), last);
        NoteProgress();
        if (_retry.Failures > 0)
            _problem = null;
        _retry.Succeed();
    }

    private void StartReady()
    {
        var way = _way;
        while (_state.CanStart())
        {
            var pass = way.Lane.Enter(this);
            if (pass == LanePass.None)
                return;
            if (_state.Start() is { } started)
                Begin(started, way, pass);
            else
                way.Lane.Leave(pass);
        }

        way.Lane.Withdraw(this);
    }

    private void NoteProgress() => _services.Writer.Note(this, _state.IsSaveUrgent);

    /// <exception cref="JournalException">It is not saved within the limit.</exception>
    private Task SaveNowAsync()
    {
        Wake();
        return InTimeAsync(_services.Writer.FlushAsync(this));
    }

    private async Task InTimeAsync(Task task)
    {
        try
        {
            await task.WaitAsync(DispatchLimits.SaveLimit, _services.Clock.Time);
        }
        catch (TimeoutException failure)
        {
            throw new JournalException(_problem ?? "The journal does not answer.", failure);
        }
    }

    private void Begin(DeliveryTry started, DeliveryWay way, LanePass pass)
    {
        Interlocked.Increment(ref _underWay);
        _ = DeliverAsync(started, way, pass);
    }

    private async Task DeliverAsync(DeliveryTry started, DeliveryWay way, LanePass pass)
    {
        try
        {
            await _deliverer.RunAsync(started, way, pass, _posts.Token);
            NoteProgress();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Break(failure);
        }
        finally
        {
            Wake();
            Conclude();
        }
    }

    /// <summary>The host makes another dispatcher: it begins with what is saved, and repeats rather than skips.</summary>
    private void Break(Exception failure)
    {
        LogBroken(_services.Logger, failure, AccountId);
        _state.Stop();
        _hasFailed = true;
    }

    private void Conclude()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
            _drained.TrySetResult();
    }

    private async Task EndAsync()
    {
        _state.Stop();
        await _stopping.CancelAsync();
        await EndPostsAsync();
        if (!_isLost && !HasFailed && _state.IsLoaded)
            await SaveLastAsync();
        _services.Writer.Forget(this);
        _way.Lane.Withdraw(this);
        _services.Lanes.Return(_way.Lane);
        await _due.DisposeAsync();
    }

    private async Task EndPostsAsync()
    {
        try
        {
            await _drained.Task.WaitAsync(DispatchLimits.CloseLimit, _services.Clock.Time);
        }
        catch (TimeoutException)
        {
            LogCutOff(_services.Logger, AccountId, DispatchLimits.CloseLimit);
            await _posts.CancelAsync();
            await _drained.Task;
        }
    }

    private async Task SaveLastAsync()
    {
        try
        {
            await SaveNowAsync();
        }
        catch (JournalException failure)
        {
            LogUnsaved(_services.Logger, failure, AccountId);
        }
    }
}
