using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// The newest events of the accounts that somebody reads on this silo. However many read an account, the journal is read
/// once for all of them. Thread-safe.
/// </summary>
public sealed class EventTails : IAppendedEvents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (EventTail Tail, int Readers)> _tails = new(StringComparer.Ordinal);
    private readonly IJournalStore _journal;
    private readonly Func<string, bool> _isLocal;
    private readonly TimeProvider _time;
    private readonly ILogger<EventTail> _logger;

    /// <param name="journal">Where events are kept.</param>
    /// <param name="isLocal">Whether this silo owns an account.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="logger">Logger of the tails.</param>
    internal EventTails(IJournalStore journal, Func<string, bool> isLocal, TimeProvider time, ILogger<EventTail> logger) =>
        (_journal, _isLocal, _time, _logger) = (journal, isLocal, time, logger);

    /// <summary>The tail of an account, until <see cref="LeaveAsync"/>.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="head">What is kept of it now.</param>
    public EventTail Join(string accountId, JournalHead head)
    {
        lock (_gate)
        {
            if (!_tails.TryGetValue(accountId, out var present))
                present = (new EventTail(accountId, head, _journal, () => _isLocal(accountId), _time, _logger), 0);
            _tails[accountId] = present with { Readers = present.Readers + 1 };
            return present.Tail;
        }
    }

    /// <summary>Gives a tail back; with its last reader it ends.</summary>
    public async Task LeaveAsync(EventTail tail)
    {
        lock (_gate)
        {
            var readers = _tails[tail.AccountId].Readers - 1;
            if (readers > 0)
            {
                _tails[tail.AccountId] = (tail, readers);
                return;
            }

            _tails.Remove(tail.AccountId);
        }

        await tail.EndAsync();
    }

    void IAppendedEvents.OnAppended(JournalEvent appended)
    {
        lock (_gate)
        {
            if (_tails.TryGetValue(appended.Entry.AccountId, out var present))
                present.Tail.Wake();
        }
    }
}
