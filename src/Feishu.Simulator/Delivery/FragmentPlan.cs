namespace Feishu.Simulator.Delivery;

/// <summary>How an event is cut into frames and in which order they go. Cuts fall anywhere, also inside a character.</summary>
public sealed record FragmentPlan
{
    /// <summary>Number of fragments; null: as many as <see cref="MaxBytes"/> makes.</summary>
    public int? Count { get; init; }

    /// <summary>Largest fragment; null: no cutting by size.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Order of sending; null is 0, 1, 2 …</summary>
    public IReadOnlyList<int>? Order { get; init; }

    /// <summary>Fragments sent twice, one after the other.</summary>
    public IReadOnlyList<int> Duplicate { get; init; } = [];

    /// <summary>Fragments never sent.</summary>
    public IReadOnlyList<int> Lose { get; init; } = [];

    /// <summary>Lose and disturb in the first push only, so that the re-push gets through. Default on.</summary>
    public bool FirstPushOnly { get; init; } = true;

    internal int CountFor(int bytes)
    {
        if (Count is { } count)
            return count;
        return MaxBytes is { } max ? Math.Max(1, (bytes + max - 1) / max) : 1;
    }

    /// <summary>The fragments to send, in order, with repetitions.</summary>
    internal IReadOnlyList<int> Sequence(int count, bool disturbed)
    {
        if (!disturbed)
            return [.. Enumerable.Range(0, count)];

        return [.. (Order ?? [.. Enumerable.Range(0, count)])
            .Where(index => !Lose.Contains(index))
            .SelectMany(index => Enumerable.Repeat(index, Duplicate.Contains(index) ? 2 : 1))];
    }

    internal void Validate(int bytes)
    {
        if (Count is < 1 or > 1024)
            throw new ArgumentException($"fragments.count must be 1 to 1024, not {Count}.");
        if (MaxBytes is < 1)
            throw new ArgumentException($"fragments.maxBytes must be at least 1, not {MaxBytes}.");
        if (Count is not null && MaxBytes is not null)
            throw new ArgumentException("Give fragments.count or fragments.maxBytes, not both.");

        var count = CountFor(bytes);
        if (Order is not null && !Order.Order().SequenceEqual(Enumerable.Range(0, count)))
            throw new ArgumentException($"fragments.order must name each of 0 to {count - 1} once.");
        if (Duplicate.Concat(Lose).Any(index => index < 0 || index >= count))
            throw new ArgumentException($"fragments.duplicate and fragments.lose must be within 0 to {count - 1}.");
    }
}
