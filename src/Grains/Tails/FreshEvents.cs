using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// Events that this silo has just appended, as far as they follow on each other: sequences have no gaps, so whatever follows on the last
/// one need not be read from the journal. Bounded; not thread-safe.
/// </summary>
internal sealed class FreshEvents(int maxEvents, int maxBytes)
{
    private List<JournalEvent> _events = [];
    private int _bytes;
    private bool _misses;

    /// <param name="appended">An event that is on disk.</param>
    /// <param name="last">Sequence of the newest event that is known already.</param>
    public void Offer(JournalEvent appended, long last)
    {
        if (_events.Count > 0)
            last = Math.Max(last, _events[^1].Sequence);
        if (appended.Sequence <= last)
            return;
        if (appended.Sequence > last + 1 || _events.Count == maxEvents || _bytes > maxBytes)
        {
            _misses = true;
            return;
        }

        _events.Add(appended);
        _bytes += appended.Entry.Payload.Length;
    }

    /// <summary>There may be events of which nobody told.</summary>
    public void Miss() => _misses = true;

    /// <summary>Takes what is here, and whether the journal has to be asked for what is not.</summary>
    public (IReadOnlyList<JournalEvent> Events, bool Misses) Take()
    {
        var taken = (_events, _misses);
        (_events, _bytes, _misses) = ([], 0, false);
        return taken;
    }
}
