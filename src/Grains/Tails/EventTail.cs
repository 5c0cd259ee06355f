using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// The end of an account's journal as it grows, for any number of readers at any place. What this silo appends comes straight
/// from the append; what another silo appends is found by asking. Thread-safe.
/// </summary>
internal sealed partial class EventTail
{
    private const int PageSize = 256;
    private const int PageBytes = 1 << 20;

    /// <summary>Readers are woken this often although there is no news, and it is looked whether the history is still the same.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>How often the journal is asked while another silo owns the account; its events come at most this much later.</summary>
    private static readonly TimeSpan RemoteInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly WakeUp _wakeUp = new();
    private readonly HashSet<TailReader> _readers = [];
    private readonly IJournalStore _journal;
    private readonly Func<bool> _isLocal;
    private readonly TimeProvider _time;
    private readonly ILogger<EventTail> _logger;
    private readonly EventWindow _window;
    private readonly FreshEvents _fresh;
    private readonly Task _loop;
    private long _beatAt;
    private bool _isOver;
    private volatile bool _isLeft;

    public EventTail(string accountId, JournalHead head, IJournalStore journal, Func<bool> isLocal, TimeProvider time, ILogger<EventTail> logger)
    {
        (AccountId, Generation) = (accountId, head.Generation);
        (_journal, _isLocal, _time, _logger) = (journal, isLocal, time, logger);
        (_window, _fresh) = (new EventWindow(head.Last), new FreshEvents(PageSize, PageBytes));
        _beatAt = time.GetTimestamp();
        // What was appended since the head was read.
        _fresh.Miss();
        _wakeUp.Set();
        // The loop is every reader's: it does not carry the context of the one that happened to come first.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public string AccountId { get; }

    /// <summary>Names the history that the sequences belong to; empty while there is no event.</summary>
    public string Generation { get; private set; }

    /// <summary>Takes a reader in.</summary>
    /// <returns>False when the history is another one now: this tail has come to its end.</returns>
    public bool Enter(TailReader reader)
    {
        lock (_gate)
            return !_isOver && _readers.Add(reader);
    }

    /// <returns>Whether it was the last one.</returns>
    public bool Leave(TailReader reader)
    {
        lock (_gate)
            return _readers.Remove(reader) && _readers.Count == 0;
    }

    /// <summary>The next events for a reader, waiting for a beat at most.</summary>
    /// <returns>Events in order; none when there was no news in time; null when the history is another one now.</returns>
    /// <exception cref="JournalException">The storage did not do its part.</exception>
    public async Task<IReadOnlyList<JournalEvent>?> NextAsync(TailReader reader, CancellationToken cancellation)
    {
        var after = reader.After;
        var found = Look(after);
        if (found is null or { Count: > 0 })
            return found;
        if (IsBefore(after) && await _journal.ReadAsync(AccountId, after, PageSize, PageBytes, cancellation) is { Count: > 0 } old)
            return old;
        await reader.WaitAsync();
        return Look(after);
    }

    /// <summary>An event of this account is on disk.</summary>
    public void OnAppended(JournalEvent appended)
    {
        lock (_gate)
            _fresh.Offer(appended, _window.Last);
        _wakeUp.Set();
    }

    /// <summary>The last reader has left.</summary>
    public Task EndAsync()
    {
        _isLeft = true;
        _wakeUp.Set();
        return _loop;
    }

    private bool IsBefore(long after)
    {
        lock (_gate)
            return after < _window.Start;
    }

    /// <returns>What the window has after a sequence; null when the history is another one now.</returns>
    private IReadOnlyList<JournalEvent>? Look(long after)
    {
        lock (_gate)
            return _isOver ? null : after < _window.Start ? [] : _window.After(after);
    }

    private async Task RunAsync()
    {
        while (!_isLeft)
        {
            try
            {
                await WaitAsync();
                await BeatAsync();
                await FillAsync();
            }
            catch (JournalException failure)
            {
                // Asked again at the next interval; readers wait.
                LogNotRead(failure, AccountId);
            }
        }
    }

    /// <summary>Waits for word of an append, or until it is time to ask the journal.</summary>
    private async Task WaitAsync()
    {
        using var due = new CancellationTokenSource(_isLocal() ? Beat : RemoteInterval, _time);
        try
        {
            await _wakeUp.WaitAsync(due.Token);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested)
        {
            lock (_gate)
                _fresh.Miss();
        }
    }

    /// <summary>When it is time: by the clock, because a busy account never lets the wait run out.</summary>
    private async Task BeatAsync()
    {
        if (_time.GetElapsedTime(_beatAt) < Beat)
            return;
        _beatAt = _time.GetTimestamp();
        await CheckHistoryAsync();
        lock (_gate)
        {
            _fresh.Miss();
            WakeReaders();
        }
    }

    private async Task CheckHistoryAsync()
    {
        var head = await _journal.GetHeadAsync(AccountId, CancellationToken.None);
        lock (_gate)
        {
            if (Generation.Length == 0)
                Generation = head.Generation;
            _isOver |= head.Generation != Generation;
        }
    }

    private async Task FillAsync()
    {
        IReadOnlyList<JournalEvent> page;
        bool misses;
        lock (_gate)
            (page, misses) = _fresh.Take();
        if (page.Count > 0)
            await AddAsync(page);
        while (misses && await _journal.ReadAsync(AccountId, _window.Last, PageSize, PageBytes, CancellationToken.None) is { Count: > 0 } next)
            await AddAsync(next);
    }

    private async Task AddAsync(IReadOnlyList<JournalEvent> page)
    {
        if (Generation.Length == 0)
            await CheckHistoryAsync();
        lock (_gate)
        {
            // What was appended here and read from the journal as well.
            if (page[0].Sequence <= _window.Last)
                page = [.. page.Where(one => one.Sequence > _window.Last)];
            if (page.Count == 0)
                return;
            _window.Add(page, _readers.Count == 0 ? long.MaxValue : _readers.Min(static reader => reader.After));
            WakeReaders();
        }
    }

    private void WakeReaders()
    {
        foreach (var reader in _readers)
            reader.Wake();
    }
}
