using System.Text;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>A journal in memory that keeps the contract of <see cref="IJournalStore"/>, and outlives the silos of a test.</summary>
internal sealed class MemoryJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JournalEvent>> _events = [];
    private readonly Dictionary<(string, string), SubscriptionState> _subscriptions = [];

    public DateTimeOffset ReceivedAt { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public JournalEvent Append(string accountId, string? chat, string type = "im.message.receive_v1", int size = 32)
    {
        lock (_gate)
        {
            var events = _events.TryGetValue(accountId, out var present) ? present : _events[accountId] = [];
            var sequence = events.Count == 0 ? 1 : events[^1].Sequence + 1;
            var payload = Encoding.UTF8.GetBytes($"{sequence}".PadRight(size));
            var appended = new JournalEvent(sequence, new JournalEntry(accountId, $"message:{sequence}", type, chat, ReceivedAt, payload));
            events.Add(appended);
            return appended;
        }
    }

    /// <summary>The event is gone, as after a purge.</summary>
    public void Remove(string accountId, long sequence)
    {
        lock (_gate)
            _events[accountId].RemoveAll(kept => kept.Sequence == sequence);
    }

    public IReadOnlyList<JournalEvent> Read(string accountId, long after, int limit, int maxBytes)
    {
        lock (_gate)
        {
            if (!_events.TryGetValue(accountId, out var events))
                return [];
            var (page, bytes) = (new List<JournalEvent>(), 0);
            for (var i = FirstAfter(events, after); i < events.Count && page.Count < limit; i++)
            {
                bytes += events[i].Entry.Payload.Length;
                if (page.Count > 0 && bytes > maxBytes)
                    break;
                page.Add(events[i]);
            }

            return page;
        }
    }

    public JournalHead Head(string accountId)
    {
        lock (_gate)
        {
            return _events.TryGetValue(accountId, out var events) && events.Count > 0
                ? new JournalHead("g", events[0].Sequence, events[^1].Sequence, 0)
                : new JournalHead("", 1, 0, 0);
        }
    }

    public SubscriptionState Subscription(string accountId, string name = "webhook")
    {
        lock (_gate)
            return _subscriptions.GetValueOrDefault((accountId, name), SubscriptionState.None);
    }

    public bool Save(ProgressUpdate update)
    {
        lock (_gate)
        {
            var present = Subscription(update.AccountId, update.Subscription);
            if (present.Epoch > update.Epoch)
                return false;
            var rows = present.SetAside.ToDictionary(row => row.Sequence);
            foreach (var row in update.Set)
                rows[row.Sequence] = row;
            foreach (var sequence in update.Cleared)
                rows.Remove(sequence);
            _subscriptions[(update.AccountId, update.Subscription)] = new SubscriptionState(
                update.Epoch, update.LowWater, SequenceSet.Parse(update.Finished.ToBytes()), [.. rows.Values.OrderBy(row => row.Sequence)], update.IsPaused);
            return true;
        }
    }

    private static int FirstAfter(List<JournalEvent> events, long after)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Sequence <= after)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
