using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Sequences that come and go, kept as ranges: what is finished lies close together. Not thread-safe.</summary>
internal sealed class SequenceRanges(SequenceSet from)
{
    private readonly List<(long First, long Last)> _ranges = [.. from.Ranges];

    /// <summary>How many sequences there are.</summary>
    public long Count { get; private set; } = from.Count;

    public IEnumerable<long> Sequences
    {
        get
        {
            foreach (var (first, last) in _ranges)
            {
                for (var sequence = first; sequence <= last; sequence++)
                    yield return sequence;
            }
        }
    }

    public bool Contains(long sequence)
    {
        var at = FirstEndingAt(sequence);
        return at < _ranges.Count && _ranges[at].First <= sequence;
    }

    public void Add(long sequence) => Add(sequence, sequence);

    public void Add(long first, long last)
    {
        var at = FirstEndingAt(first - 1);
        var end = at;
        for (; end < _ranges.Count && _ranges[end].First <= last + 1; end++)
        {
            Count -= Length(_ranges[end]);
            first = Math.Min(first, _ranges[end].First);
            last = Math.Max(last, _ranges[end].Last);
        }

        Count += last - first + 1;
        if (end == at)
        {
            _ranges.Insert(at, (first, last));
            return;
        }

        _ranges[at] = (first, last);
        _ranges.RemoveRange(at + 1, end - at - 1);
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(long sequence)
    {
        if (!Contains(sequence))
            return false;
        var at = FirstEndingAt(sequence);
        var (first, last) = _ranges[at];
        _ranges.RemoveAt(at);
        if (last > sequence)
            _ranges.Insert(at, (sequence + 1, last));
        if (first < sequence)
            _ranges.Insert(at, (first, sequence - 1));
        Count--;
        return true;
    }

    /// <summary>Takes the run of sequences that begins right after a mark out of the set.</summary>
    /// <returns>The end of the run; the mark itself when there is none.</returns>
    public long TakeRunAfter(long mark)
    {
        while (_ranges.Count > 0 && _ranges[0].First <= mark + 1)
        {
            mark = Math.Max(mark, _ranges[0].Last);
            Count -= Length(_ranges[0]);
            _ranges.RemoveAt(0);
        }

        return mark;
    }

    public SequenceSet ToSet() => SequenceSet.OfRanges(_ranges);

    private static long Length((long First, long Last) range) => range.Last - range.First + 1;

    /// <summary>Index of the first range that ends at or after a sequence.</summary>
    private int FirstEndingAt(long sequence)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < sequence)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
