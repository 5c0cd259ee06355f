using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>The newest events of an account, bounded in number and bytes. Not thread-safe.</summary>
internal sealed class EventWindow(long last)
{
    private const int MaxEvents = 512;
    private const long MaxBytes = 2L << 20;

    private readonly List<JournalEvent> _events = [];
    private long _bytes;

    /// <summary>Every event after this one, up to <see cref="Last"/>, is here.</summary>
    public long Start { get; private set; } = last;

    /// <summary>Sequence of the newest event that was read.</summary>
    public long Last { get; private set; } = last;

    public void Add(IReadOnlyList<JournalEvent> events)
    {
        _events.AddRange(events);
        _bytes += events.Sum(static one => (long)one.Entry.Payload.Length);
        Last = _events[^1].Sequence;
        var gone = 0;
        for (; gone < _events.Count && (_events.Count - gone > MaxEvents || _bytes > MaxBytes); gone++)
            _bytes -= _events[gone].Entry.Payload.Length;
        if (gone == 0)
            return;
        Start = _events[gone - 1].Sequence;
        _events.RemoveRange(0, gone);
    }

    /// <summary>The events after one that lies within the window.</summary>
    public List<JournalEvent> After(long sequence)
    {
        var index = _events.FindIndex(one => one.Sequence > sequence);
        return index < 0 ? [] : _events.GetRange(index, _events.Count - index);
    }
}
