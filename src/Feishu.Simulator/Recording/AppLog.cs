namespace Feishu.Simulator.Recording;

/// <summary>
/// What happened to one app, in order, kept up to a capacity; counts are kept for ever.
/// Tests wait on it instead of sleeping. Thread-safe.
/// </summary>
public sealed class AppLog
{
    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _entries = new();
    private readonly Dictionary<Type, long> _counts = [];
    private readonly List<LogWaiter> _waiters = [];
    private readonly string _appId;
    private readonly LogPolicy _policy;
    private long _last;

    internal AppLog(string appId, LogPolicy policy)
    {
        _appId = appId;
        _policy = policy;
    }

    /// <summary>The entries still kept that come after the one with this number.</summary>
    public IReadOnlyList<LogEntry> Read(long after = 0)
    {
        lock (_gate)
            return [.. _entries.Where(entry => entry.Number > after)];
    }

    /// <summary>The entries of one kind still kept.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : LogEntry
    {
        lock (_gate)
            return [.. _entries.OfType<T>()];
    }

    /// <summary>How many entries of one kind there ever were.</summary>
    public long CountOf<T>()
        where T : LogEntry => CountOf(typeof(T));

    /// <summary>Waits until there ever were that many entries of one kind.</summary>
    /// <exception cref="TimeoutException">It did not happen within <see cref="SimulatorOptions.WaitLimit"/>.</exception>
    public Task WaitForCountAsync<T>(long count, CancellationToken cancellationToken = default)
        where T : LogEntry =>
        WaitUntilAsync(() => CountOf<T>() >= count, $"{count} x {typeof(T).Name}", cancellationToken);

    /// <summary>Waits for an entry, also one already there.</summary>
    /// <exception cref="TimeoutException">It did not happen within <see cref="SimulatorOptions.WaitLimit"/>.</exception>
    public async Task<T> WaitForAsync<T>(Func<T, bool> match, string what, CancellationToken cancellationToken = default)
        where T : LogEntry
    {
        T? found = null;
        bool Sees(LogEntry entry)
        {
            if (found is null && entry is T candidate && match(candidate))
                found = candidate;
            return found is not null;
        }

        await WaitAsync(() => _entries.Any(Sees), Sees, what, cancellationToken);
        return found!;
    }

    /// <summary>
    /// Waits until a condition holds; it is looked at now and after every entry, under the log's lock,
    /// so it must be quick and take no lock of its own.
    /// </summary>
    /// <exception cref="TimeoutException">It did not happen within <see cref="SimulatorOptions.WaitLimit"/>.</exception>
    public Task WaitUntilAsync(Func<bool> condition, string what, CancellationToken cancellationToken = default) =>
        WaitAsync(condition, _ => condition(), what, cancellationToken);

    private async Task WaitAsync(
        Func<bool> already, Func<LogEntry, bool> sees, string what, CancellationToken cancellationToken)
    {
        LogWaiter waiter = new(sees);
        lock (_gate)
        {
            if (already())
                return;

            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Task.WaitAsync(_policy.WaitLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"App {_appId}: waited {_policy.WaitLimit} for {what}. Last entries: {Tail()}");
        }
        finally
        {
            lock (_gate)
                _waiters.Remove(waiter);
        }
    }

    internal long CountOf(Type kind)
    {
        lock (_gate)
            return _counts.GetValueOrDefault(kind);
    }

    internal void Append(LogEntry entry)
    {
        lock (_gate)
        {
            entry.Number = ++_last;
            entry.At = _policy.Time.GetUtcNow();
            _counts[entry.GetType()] = _counts.GetValueOrDefault(entry.GetType()) + 1;
            _entries.Enqueue(entry);
            _waiters.RemoveAll(waiter => waiter.TryComplete(entry));
            if (_entries.Count > _policy.Capacity)
                _entries.Dequeue();
        }

        _policy.Observer?.Invoke(_appId, entry);
    }

    private string Tail()
    {
        lock (_gate)
            return _last == 0 ? "none" : string.Join("; ", _entries.TakeLast(8));
    }
}
