using System.Buffers.Binary;
using System.Collections.Immutable;

namespace FeishuOrleans.Grains.Journal;

/// <summary>A set of sequences, kept as ranges in ascending order. Immutable.</summary>
public sealed class SequenceSet : IEquatable<SequenceSet>
{
    private readonly ImmutableArray<(long First, long Last)> _ranges;

    private SequenceSet(ImmutableArray<(long First, long Last)> ranges) => _ranges = ranges;

    public static SequenceSet Empty { get; } = new([]);

    /// <summary>The ranges, ascending, apart from each other.</summary>
    public ImmutableArray<(long First, long Last)> Ranges => _ranges;

    /// <summary>How many sequences are in the set.</summary>
    public long Count => _ranges.Sum(range => range.Last - range.First + 1);

    /// <summary>A set of sequences in any order.</summary>
    public static SequenceSet Of(IEnumerable<long> sequences)
    {
        var ranges = ImmutableArray.CreateBuilder<(long First, long Last)>();
        foreach (var sequence in sequences.Order())
        {
            if (ranges.Count > 0 && sequence <= ranges[^1].Last + 1)
                ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, sequence));
            else
                ranges.Add((sequence, sequence));
        }

        return new SequenceSet(ranges.ToImmutable());
    }

    /// <summary>A set of ranges that ascend and lie apart.</summary>
    internal static SequenceSet OfRanges(IEnumerable<(long First, long Last)> ranges) => new([.. ranges]);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a set.</exception>
    public static SequenceSet Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 16 != 0)
            throw new FormatException($"A set of sequences has a multiple of 16 bytes, not {bytes.Length}.");
        var ranges = ImmutableArray.CreateBuilder<(long First, long Last)>(bytes.Length / 16);
        for (; bytes.Length > 0; bytes = bytes[16..])
        {
            var (first, last) = (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
            if (first > last || (ranges.Count > 0 && first <= ranges[^1].Last + 1))
                throw new FormatException("The ranges of a set of sequences ascend and lie apart.");
            ranges.Add((first, last));
        }

        return new SequenceSet(ranges.ToImmutable());
    }

    /// <summary>Ranges one after the other, first and last as big-endian 64-bit numbers. Stored, so it does not change.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[_ranges.Length * 16];
        var rest = bytes.AsSpan();
        foreach (var (first, last) in _ranges)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, first);
            BinaryPrimitives.WriteInt64BigEndian(rest[8..], last);
            rest = rest[16..];
        }

        return bytes;
    }

    /// <summary>Whether a sequence is in the set. Logarithmic.</summary>
    public bool Contains(long sequence)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sequence < _ranges[middle].First)
                high = middle - 1;
            else if (sequence > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(SequenceSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SequenceSet);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_ranges.Length, _ranges.IsEmpty ? 0 : _ranges[0].First);

    /// <summary>The ranges, for people.</summary>
    public override string ToString() => string.Join(", ", _ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
}
