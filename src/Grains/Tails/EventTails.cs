using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// The newest events of the accounts that somebody reads on this silo. However many read an account, the journal is read
/// once for all of them. Thread-safe.
/// </summary>
/// <param name="journal">Where events are kept.</param>
/// <param name="isLocal">Whether this silo owns an account.</param>
/// <param name="time">Clock of the waits.</param>
/// <param name="logger">Logger of the tails.</param>
internal sealed class EventTails(IJournalStore journal, Func<string, bool> isLocal, TimeProvider time, ILogger<EventTail> logger) : IAppendedEvents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EventTail> _tails = new(StringComparer.Ordinal);

    /// <summary>Accounts that somebody reads here.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _tails.Count;
        }
    }

    /// <summary>The tail of an account, until <see cref="LeaveAsync"/>.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="head">What is kept of it now.</param>
    /// <param name="reader">Who reads.</param>
    public EventTail Join(string accountId, JournalHead head, TailReader reader)
    {
        lock (_gate)
        {
            if (_tails.TryGetValue(accountId, out var present) && present.Enter(reader))
                return present;
            var tail = new EventTail(accountId, head, journal, () => isLocal(accountId), time, logger);
            tail.Enter(reader);
            return _tails[accountId] = tail;
        }
    }

    /// <summary>Gives a tail back; with its last reader it ends.</summary>
    public async Task LeaveAsync(EventTail tail, TailReader reader)
    {
        lock (_gate)
        {
            if (!tail.Leave(reader))
                return;
            // One whose history is over may have been followed by another one.
            if (_tails.GetValueOrDefault(tail.AccountId) == tail)
                _tails.Remove(tail.AccountId);
        }

        await tail.EndAsync();
    }

    void IAppendedEvents.OnAppended(JournalEvent appended)
    {
        EventTail? tail;
        lock (_gate)
            tail = _tails.GetValueOrDefault(appended.Entry.AccountId);
        tail?.OnAppended(appended);
    }
}
