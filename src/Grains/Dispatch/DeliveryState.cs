using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// What one subscription has in memory, behind one lock, because results, hints of new events, saves and requests of
/// people come on any thread. Decides, and does no I/O. Thread-safe.
/// </summary>
internal sealed class DeliveryState(DispatchOptions options, RetrySchedule schedule, PayloadBudget budget, SteadyClock clock)
{
    private readonly Lock _gate = new();
    private readonly PayloadCache _cache = new(budget);
    private ProgressMark _mark = new(0, SequenceSet.Empty);
    private DeliveryWindow? _window;
    private ProgressChanges? _taken;
    private DateTimeOffset _readAfter;
    private long _last, _lastAtLoad;
    private bool _isToLook, _isStopped, _isClaimDue, _isPausedChanged;

    /// <summary>The operator holds delivery.</summary>
    public bool IsPaused { get; private set; }

    public bool IsLoaded
    {
        get
        {
            lock (_gate)
                return _window is not null;
        }
    }

    /// <summary>Every event up to here is known.</summary>
    public long ReadUpTo
    {
        get
        {
            lock (_gate)
                return _window?.ReadUpTo ?? 0;
        }
    }

    /// <summary>Finished events that a crash now would repeat are enough to save at once.</summary>
    public bool IsSaveUrgent
    {
        get
        {
            lock (_gate)
                return _mark.Unsaved * 2 >= options.ConcurrencyPerEndpoint;
        }
    }

    private DateTimeOffset Now => clock.Now;

    /// <summary>Where the subscription is, before its rows are known; to be saved once as it is, and nothing starts yet.</summary>
    public void Begin(ProgressMark mark, long last)
    {
        lock (_gate)
        {
            _mark = mark;
            _isClaimDue = true;
            _lastAtLoad = last;
            _last = Math.Max(_last, last);
        }
    }

    /// <summary>The subscription is known; deliveries may start.</summary>
    public void Use(DeliveryWindow window)
    {
        lock (_gate)
            _window = window;
    }

    /// <summary>Nothing starts any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _cache.Clear();
        }
    }

    /// <summary>A new event is on disk.</summary>
    public void OnAppended(JournalEvent appended)
    {
        lock (_gate)
        {
            var wasBehind = _window is null || _last > _window.ReadUpTo;
            _last = Math.Max(_last, appended.Sequence);
            if (_window is null || _isStopped || !HasRoom(_window) || appended.Sequence > _window.ReadUpTo + DispatchLimits.PageEvents)
                return;
            // Hints overtake each other: those that came early wait in the cache for the one between.
            if (appended.Sequence > _window.ReadUpTo)
                _cache.Add(appended);
            while (_cache.Find(_window.ReadUpTo + 1) is { } next)
                Add(_window, next);
            if (!wasBehind)
                _readAfter = Now + DispatchLimits.GapPatience;
        }
    }

    /// <summary>The journal may have events that nobody tells of here: a connection of this account on another silo brought them.</summary>
    public void Look()
    {
        lock (_gate)
            _isToLook = true;
    }

    /// <summary>Whether the journal has to be read now.</summary>
    public bool WantsPage(BreakerState breaker)
    {
        lock (_gate)
            return IsBehind(breaker) && Now >= _readAfter;
    }

    /// <summary>Events of the journal after <see cref="ReadUpTo"/>, in order.</summary>
    public void OnPage(IReadOnlyList<JournalEvent> page, long lastBefore)
    {
        lock (_gate)
        {
            foreach (var next in page.SkipWhile(next => next.Sequence <= _window!.ReadUpTo))
                Add(_window!, next);
            // There may be more than a page of them.
            _isToLook &= page.Count > 0;
            _last = page.Count == 0 && _last == lastBefore ? _window!.ReadUpTo : Math.Max(_last, _window!.ReadUpTo);
        }
    }

    /// <summary>Sequence of the newest event that is known of.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    /// <summary>The journal is not read before a pause is over.</summary>
    public void PostponeReading(TimeSpan pause)
    {
        lock (_gate)
            _readAfter = Now + pause;
    }

    /// <summary>Whether an event could start, had it a place. Not while a crash would repeat more than twice the concurrency.</summary>
    public bool CanStart()
    {
        lock (_gate)
        {
            return _window is not null && !IsPaused && !_isStopped
                && _window.Running + _mark.Unsaved < 2L * options.ConcurrencyPerEndpoint
                && _window.HasReady(Now);
        }
    }

    /// <summary>Starts an event; null when none can.</summary>
    public DeliveryTry? Start()
    {
        lock (_gate)
        {
            if (!CanStart() || _window!.Start(Now) is not { } queue)
                return null;
            var kept = _cache.Find(queue.Sequence);
            if (kept is { Entry.Trace: var trace } && trace != default)
                queue.Trace = trace;
            return new DeliveryTry(queue, queue.Sequence, kept, queue.Attempts + 1, queue.Mark, queue.Trace);
        }
    }

    /// <summary>Keeps events of a chat that were read together.</summary>
    public void Keep(IEnumerable<JournalEvent> read)
    {
        lock (_gate)
        {
            foreach (var kept in read.Where(kept => !_isStopped && kept.Sequence <= _window!.ReadUpTo))
                _cache.Add(kept);
        }
    }

    public void Requeue(ChatQueue queue)
    {
        lock (_gate)
            _window!.Requeue(queue);
    }

    /// <summary>The event could not be read: it waits a little, at no cost.</summary>
    public void RequeueLater(ChatQueue queue)
    {
        lock (_gate)
            _window!.Retry(queue, Now + schedule.Pause(1, null));
    }

    public void Finish(ChatQueue queue)
    {
        lock (_gate)
        {
            _cache.Remove(queue.Sequence);
            _window!.Finish(queue);
            _window.Compact(options.MaxGap, Now);
        }
    }

    public void Park(ChatQueue queue, string reason)
    {
        lock (_gate)
        {
            queue.Attempts++;
            queue.Reason = reason;
            ParkNow(queue);
        }
    }

    /// <summary>A try failed for the endpoint's sake.</summary>
    /// <returns>Whether that was the last one.</returns>
    public bool Fail(ChatQueue queue, FailedTry failed)
    {
        lock (_gate)
        {
            if (!failed.Counts)
            {
                _window!.Requeue(queue);
                return false;
            }

            queue.CountFailure(failed.Outcome.Reason, Now, failed.OutOfService);
            Evict(queue);
            if (schedule.IsSpent(queue.Attempts, Now - queue.FailingSince!.Value) || _window!.Retrying >= DispatchLimits.RetryingEvents)
            {
                ParkNow(queue);
                return true;
            }

            _window.Retry(queue, Now + schedule.Pause(queue.Attempts, failed.Outcome.RetryAfter));
            return false;
        }
    }

    public void Resolve(long sequence, bool isAnswered)
    {
        lock (_gate)
        {
            if (isAnswered)
                _cache.Remove(sequence);
            _window?.Resolve(sequence, isAnswered);
        }
    }

    /// <summary>Redrives one event, or as many as fit.</summary>
    /// <returns>How many.</returns>
    public int Redrive(long? sequence)
    {
        lock (_gate)
        {
            long[] chosen = [.. (_window?.Parked.Sequences ?? [])
                .Where(parked => sequence is null || parked == sequence)
                .Take(DispatchLimits.RetryingEvents)];
            foreach (var parked in chosen)
                _window!.Redrive(parked, Now);
            return chosen.Length;
        }
    }

    /// <returns>Whether there was such an event to give up.</returns>
    public bool Drop(long sequence)
    {
        lock (_gate)
            return _window is not null && _window.Drop(sequence);
    }

    /// <returns>Whether that is new and to be saved.</returns>
    public bool Pause(bool isPaused)
    {
        lock (_gate)
        {
            var isNew = IsPaused != isPaused;
            _isPausedChanged |= isNew;
            IsPaused = isPaused;
            return isNew && _window is not null;
        }
    }

    /// <summary>When something is due that nobody tells of.</summary>
    public DateTimeOffset? NextDue(BreakerState breaker)
    {
        lock (_gate)
        {
            var due = _window?.NextDue(Now);
            return IsBehind(breaker) && (due is null || _readAfter < due) ? _readAfter : due;
        }
    }

    public DeliverySnapshot Snapshot(BreakerState breaker, string? problem)
    {
        lock (_gate)
        {
            var backlog = _window is null ? 0 : _window.Unfinished + Math.Max(0, _last - _window.ReadUpTo);
            return new DeliverySnapshot(backlog, _window?.OldestReceivedAt, breaker, _window?.Parked.Count ?? 0, IsPaused, problem);
        }
    }

    /// <summary>Takes what is to be saved; null when there is nothing.</summary>
    public ProgressChanges? TakeProgress()
    {
        lock (_gate)
        {
            // While the rows are being read the mark is in other hands.
            var isDue = _window is null ? _isClaimDue : _mark.IsDirty || _isPausedChanged;
            if (!isDue)
                return null;
            _isClaimDue = _isPausedChanged = false;
            return _taken = _mark.Take();
        }
    }

    public void OnSaved()
    {
        lock (_gate)
        {
            if (_taken is { } taken)
                _mark.Saved(taken);
            _taken = null;
        }
    }

    public void OnNotSaved()
    {
        lock (_gate)
        {
            if (_taken is { } taken)
                _mark.Return(taken);
            _taken = null;
            _isClaimDue = _window is null;
            _isPausedChanged = true;
        }
    }

    /// <summary>Behind an open breaker one event is enough, to find out with whether the endpoint is back.</summary>
    private bool IsBehind(BreakerState breaker) =>
        _window is not null && !_isStopped && !IsPaused && (_last > _window.ReadUpTo || _isToLook) && HasRoom(_window)
        && (breaker == BreakerState.Closed || _window.Ready + _window.Running == 0);

    private bool HasRoom(DeliveryWindow window) =>
        window.Ready < 4 * options.ConcurrencyPerEndpoint && window.Unfinished < DispatchLimits.KnownEvents;

    private void Add(DeliveryWindow window, JournalEvent next)
    {
        var queue = EventTypes.IsCallback(next.Entry.Type) ? AddCallback(window, next) : window.Add(next);
        if (queue is null or { State: QueueState.Retrying })
            _cache.Remove(next.Sequence);
        else
            _cache.Add(next);
    }

    /// <summary>What was there at the start was asked by a process that is gone, or in vain.</summary>
    private ChatQueue? AddCallback(DeliveryWindow window, JournalEvent next) => next.Sequence <= _lastAtLoad
        ? window.AddLate(next)
        : window.AddHeld(next, Now + DispatchLimits.CallbackPatience);

    private void ParkNow(ChatQueue queue)
    {
        _cache.Remove(queue.Sequence);
        _window!.Park(queue, Now);
        _window.Compact(options.MaxGap, Now);
    }

    /// <summary>A failing chat needs no payloads for a while; once is enough, later ones are not kept.</summary>
    private void Evict(ChatQueue queue)
    {
        _cache.Remove(queue.Sequence);
        if (queue.Attempts > 1)
            return;
        foreach (var waiting in queue.Behind)
            _cache.Remove(waiting.Sequence);
    }
}
