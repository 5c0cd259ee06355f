using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>
/// The newest events of an account, for those of its readers that have not taken them yet: what all have taken goes, and what is too much
/// for memory. Kept in the pages in which they came, so that readers who keep up share them without a copy. Not thread-safe.
/// </summary>
internal sealed class EventWindow(long last)
{
    private const int MaxEvents = 512;
    private const long MaxBytes = 2L << 20;

    private readonly Queue<IReadOnlyList<JournalEvent>> _pages = [];
    private int _events;
    private long _bytes;

    /// <summary>Every event after this one, up to <see cref="Last"/>, is here.</summary>
    public long Start { get; private set; } = last;

    /// <summary>Sequence of the newest event that was read.</summary>
    public long Last { get; private set; } = last;

    /// <param name="page">The next events, in order.</param>
    /// <param name="taken">Sequence of an event that all readers have taken.</param>
    public void Add(IReadOnlyList<JournalEvent> page, long taken)
    {
        _pages.Enqueue(page);
        _events += page.Count;
        _bytes += BytesOf(page);
        Last = page[^1].Sequence;
        while (_pages.Count > 1 && (_pages.Peek()[^1].Sequence <= taken || _events > MaxEvents || _bytes > MaxBytes))
            Drop();
    }

    /// <summary>Events after one that lies within the window; none when there are none yet.</summary>
    public IReadOnlyList<JournalEvent> After(long sequence)
    {
        foreach (var page in _pages)
        {
            if (page[^1].Sequence > sequence)
                return page[0].Sequence > sequence ? page : [.. page.Where(one => one.Sequence > sequence)];
        }

        return [];
    }

    private static long BytesOf(IReadOnlyList<JournalEvent> page) => page.Sum(static one => (long)one.Entry.Payload.Length);

    private void Drop()
    {
        var gone = _pages.Dequeue();
        _events -= gone.Count;
        _bytes -= BytesOf(gone);
        Start = gone[^1].Sequence;
    }
}
