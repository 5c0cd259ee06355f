using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Events of one account that will be needed soon. What finds no room is read from the journal when it is its turn. Not thread-safe.</summary>
internal sealed class PayloadCache(PayloadBudget budget)
{
    private readonly Dictionary<long, JournalEvent> _events = [];
    private int _bytes;

    public void Add(JournalEvent kept)
    {
        var size = kept.Entry.Payload.Length;
        if (_events.Count >= DispatchLimits.CachedEvents || _bytes + size > DispatchLimits.CachedBytes || !budget.TryTake(size))
            return;
        if (_events.TryAdd(kept.Sequence, kept))
            _bytes += size;
        else
            budget.Return(size);
    }

    public JournalEvent? Find(long sequence) => _events.GetValueOrDefault(sequence);

    public void Remove(long sequence)
    {
        if (!_events.Remove(sequence, out var removed))
            return;
        _bytes -= removed.Entry.Payload.Length;
        budget.Return(removed.Entry.Payload.Length);
    }

    public void Clear()
    {
        budget.Return(_bytes);
        _events.Clear();
        _bytes = 0;
    }
}
