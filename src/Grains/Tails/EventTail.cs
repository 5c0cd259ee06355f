using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// The end of an account's journal as it grows, for any number of readers at any place. Woken by what this silo appends;
/// what another silo appends is found by asking. Thread-safe.
/// </summary>
public sealed partial class EventTail
{
    private const int PageSize = 256;
    private const int PageBytes = 1 << 20;

    /// <summary>How often the journal is asked while another silo owns the account; its events come at most this much later.</summary>
    private static readonly TimeSpan RemoteInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it is asked all the same while this silo owns it.</summary>
    private static readonly TimeSpan LocalInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly WakeUp _wakeUp = new();
    private readonly IJournalStore _journal;
    private readonly Func<bool> _isLocal;
    private readonly TimeProvider _time;
    private readonly ILogger<EventTail> _logger;
    private readonly EventWindow _window;
    private readonly Task _loop;
    private TaskCompletionSource _changed = NewSignal();
    private bool _isOver;
    private volatile bool _isLeft;

    internal EventTail(string accountId, JournalHead head, IJournalStore journal, Func<bool> isLocal, TimeProvider time, ILogger<EventTail> logger)
    {
        (AccountId, Generation) = (accountId, head.Generation);
        (_journal, _isLocal, _time, _logger) = (journal, isLocal, time, logger);
        _window = new EventWindow(head.Last);
        // What was appended since the head was read.
        _wakeUp.Set();
        // The loop is every reader's: it does not carry the context of the one that happened to come first.
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(RunAsync);
    }

    public string AccountId { get; }

    /// <summary>Names the history that the sequences belong to; empty while there is no event.</summary>
    public string Generation { get; private set; }

    /// <summary>Waits for events after a sequence.</summary>
    /// <param name="after">Sequence of the last event that the reader knows.</param>
    /// <param name="patience">How long to wait when there is none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The next events in order; none when there was no news in time; null when the history is another one now.</returns>
    /// <exception cref="JournalException">The storage did not do its part.</exception>
    public async Task<IReadOnlyList<JournalEvent>?> ReadAsync(long after, TimeSpan patience, CancellationToken cancellation)
    {
        Task changed;
        bool isBefore;
        lock (_gate)
        {
            if (_isOver)
                return null;
            if (after >= _window.Start && after < _window.Last)
                return _window.After(after);
            (changed, isBefore) = (_changed.Task, after < _window.Start);
        }

        if (isBefore && await _journal.ReadAsync(AccountId, after, PageSize, PageBytes, cancellation) is { Count: > 0 } old)
            return old;
        await WaitForNewsAsync(changed, patience, cancellation);
        lock (_gate)
            return _isOver ? null : _window.After(after);
    }

    internal void Wake() => _wakeUp.Set();

    /// <summary>The last reader has left.</summary>
    internal Task EndAsync()
    {
        _isLeft = true;
        _wakeUp.Set();
        return _loop;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitForNewsAsync(Task changed, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await changed.WaitAsync(patience, _time, cancellation);
        }
        catch (TimeoutException)
        {
            // No news is an answer.
        }
    }

    private async Task RunAsync()
    {
        while (!_isLeft)
        {
            try
            {
                await WaitAsync();
                await FillAsync();
            }
            catch (JournalException failure)
            {
                // Asked again at the next interval; readers wait.
                LogNotRead(failure, AccountId);
            }
        }
    }

    /// <summary>Waits for word of an append, or until it is time to look.</summary>
    private async Task WaitAsync()
    {
        using var due = new CancellationTokenSource(_isLocal() ? LocalInterval : RemoteInterval, _time);
        try
        {
            await _wakeUp.WaitAsync(due.Token);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested)
        {
            await CheckHistoryAsync();
        }
    }

    private async Task CheckHistoryAsync()
    {
        var head = await _journal.GetHeadAsync(AccountId, CancellationToken.None);
        lock (_gate)
        {
            if (Generation.Length == 0)
                Generation = head.Generation;
            else if (head.Generation != Generation)
                Announce(isOver: true);
        }
    }

    private async Task FillAsync()
    {
        while (await _journal.ReadAsync(AccountId, _window.Last, PageSize, PageBytes, CancellationToken.None) is { Count: > 0 } page)
        {
            if (Generation.Length == 0)
                await CheckHistoryAsync();
            lock (_gate)
            {
                _window.Add(page);
                Announce(isOver: _isOver);
            }
        }
    }

    private void Announce(bool isOver)
    {
        _isOver = isOver;
        _changed.SetResult();
        _changed = NewSignal();
    }
}
