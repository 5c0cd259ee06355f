using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Testing.Delivery;

/// <summary>
/// What the platform was told and what the consumer got, over any number of silos, and whether both agree
/// (docs/delivery.md has the promises). Thread-safe.
/// </summary>
public sealed class DeliveryLedger
{
    private readonly Lock _gate = new();
    private readonly List<LedgerEntry> _entries = [];
    private readonly HashSet<string> _arrived = new(StringComparer.Ordinal);
    private readonly List<(HashSet<string> Missing, TaskCompletionSource Done)> _waiters = [];
    private readonly List<(int Left, Predicate<LedgerEntry> Fits, TaskCompletionSource Done)> _counters = [];
    private long _clock;

    /// <summary>How many requests came so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Every request so far, in the order in which they came.</summary>
    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    /// <summary>Notes a request when it comes.</summary>
    public LedgerEntry Arrive(WebhookRequest request)
    {
        lock (_gate)
        {
            var entry = LedgerEntry.Of(request, ++_clock);
            _entries.Add(entry);
            _arrived.Add(entry.EventId);
            foreach (var (_, done) in _waiters.Where(waiter => waiter.Missing.Remove(entry.EventId) && waiter.Missing.Count == 0))
                done.TrySetResult();
            Serve(entry);
            return entry;
        }
    }

    /// <summary>Notes that a request is about to be answered with 200.</summary>
    public void Accept(LedgerEntry entry)
    {
        lock (_gate)
            entry.AcceptedAt = ++_clock;
    }

    /// <summary>Accepts whatever comes; to be given to a consumer.</summary>
    public ValueTask<WebhookAnswer> AcceptAllAsync(WebhookRequest request, CancellationToken hungUp)
    {
        Accept(Arrive(request));
        return ValueTask.FromResult(WebhookAnswer.Ok);
    }

    /// <summary>Waits until all these events have come.</summary>
    public Task ArrivedAsync(IEnumerable<string> eventIds)
    {
        lock (_gate)
        {
            var missing = eventIds.Where(eventId => !_arrived.Contains(eventId)).ToHashSet(StringComparer.Ordinal);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (missing.Count == 0)
                done.SetResult();
            else
                _waiters.Add((missing, done));
            return done.Task;
        }
    }

    /// <summary>Waits until so many requests have come, or so many that fit.</summary>
    public Task CountAsync(int count, Predicate<LedgerEntry>? fits = null)
    {
        lock (_gate)
        {
            var left = count - (fits is null ? _entries.Count : _entries.Count(entry => fits(entry)));
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (left <= 0)
                done.SetResult();
            else
                _counters.Add((left, fits ?? (static _ => true), done));
            return done.Task;
        }
    }

    /// <summary>Everything that is not as promised; empty when all is well.</summary>
    /// <param name="acknowledged">Ids of the events that the platform saw acknowledged with 200.</param>
    public IReadOnlyList<string> Check(IEnumerable<string> acknowledged)
    {
        var entries = Entries;
        return [.. LedgerRules.Lost(entries, acknowledged), .. LedgerRules.Repeats(entries), .. LedgerRules.Sequences(entries), .. LedgerRules.Order(entries)];
    }

    private void Serve(LedgerEntry entry)
    {
        for (var i = _counters.Count - 1; i >= 0; i--)
        {
            var (left, fits, done) = _counters[i];
            if (!fits(entry))
                continue;
            _counters[i] = (left - 1, fits, done);
            if (left > 1)
                continue;
            done.SetResult();
            _counters.RemoveAt(i);
        }
    }
}
