using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// How far a subscription is: the low-water mark, what is passed above it, and the changes that are not saved yet.
/// Passed means finished or set aside. An event that is passed although it is not finished has a row of its own. Not
/// thread-safe.
/// </summary>
internal sealed class ProgressMark
{
    private readonly SequenceRanges _ahead;
    private readonly Dictionary<long, SetAsideEvent> _set = [];
    private readonly HashSet<long> _cleared = [];
    private long _finished, _saved;
    private bool _isMoved;

    public ProgressMark(long lowWater, SequenceSet ahead)
    {
        _ahead = new SequenceRanges(ahead);
        LowWater = _ahead.TakeRunAfter(lowWater);
    }

    public long LowWater { get; private set; }

    /// <summary>Passed events above the mark.</summary>
    public long Ahead => _ahead.Count;

    /// <summary>Finished events that a crash now would deliver again.</summary>
    public long Unsaved => _finished - _saved;

    public bool IsDirty => _isMoved || _set.Count > 0 || _cleared.Count > 0;

    public bool IsPassed(long sequence) => sequence <= LowWater || _ahead.Contains(sequence);

    /// <summary>An event needs nothing more.</summary>
    public void Finish(long sequence)
    {
        _finished++;
        if (IsPassed(sequence))
            Clear(sequence);
        else
            Pass(sequence, sequence);
    }

    /// <summary>An event waits for a person from now on; a crash now would try it again.</summary>
    public void Park(SetAsideEvent row)
    {
        _finished++;
        SetAside(row);
    }

    /// <summary>The journal has no such events (any more): there is nothing to deliver.</summary>
    public void Pass(long first, long last)
    {
        _ahead.Add(first, last);
        LowWater = _ahead.TakeRunAfter(LowWater);
        _isMoved = true;
    }

    /// <summary>An event gets a row of its own, or its row changes; the mark passes it.</summary>
    public void SetAside(SetAsideEvent row)
    {
        _cleared.Remove(row.Sequence);
        _set[row.Sequence] = row;
        if (!IsPassed(row.Sequence))
            Pass(row.Sequence, row.Sequence);
    }

    /// <summary>The event's row goes.</summary>
    public void Clear(long sequence)
    {
        _set.Remove(sequence);
        _cleared.Add(sequence);
    }

    /// <summary>Takes what changed, to be saved; one at a time.</summary>
    public ProgressChanges Take()
    {
        var changes = new ProgressChanges(LowWater, _ahead.ToSet(), [.. _set.Values], [.. _cleared], _finished);
        _set.Clear();
        _cleared.Clear();
        _isMoved = false;
        return changes;
    }

    /// <summary>What was taken is saved.</summary>
    public void Saved(ProgressChanges changes) => _saved = changes.Total;

    /// <summary>What was taken could not be saved: it is to be saved with what changed since.</summary>
    public void Return(ProgressChanges changes)
    {
        _isMoved = true;
        foreach (var row in changes.Set)
        {
            if (!_cleared.Contains(row.Sequence))
                _set.TryAdd(row.Sequence, row);
        }

        foreach (var sequence in changes.Cleared)
        {
            if (!_set.ContainsKey(sequence))
                _cleared.Add(sequence);
        }
    }
}
