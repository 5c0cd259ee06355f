namespace FeishuOrleans.Grains.Journal;

/// <summary>How far a subscription is.</summary>
/// <param name="Epoch">Epoch of the owner that wrote last; 0 when none did.</param>
/// <param name="LowWater">Every event up to here is finished or set aside. Null when nothing was ever saved.</param>
/// <param name="Finished">Finished events above <paramref name="LowWater"/>.</param>
/// <param name="SetAside">Events up to the mark that are not delivered, yet or for good.</param>
/// <param name="IsPaused">The operator holds delivery.</param>
public sealed record SubscriptionState(
    long Epoch,
    long? LowWater,
    SequenceSet Finished,
    IReadOnlyList<SetAsideEvent> SetAside,
    bool IsPaused)
{
    public static SubscriptionState None { get; } = new(0, null, SequenceSet.Empty, [], false);
}

/// <summary>An event of which delivery is not plain: set aside for a later try, or parked until a person decides.</summary>
/// <param name="Sequence">The event.</param>
/// <param name="Kind">Whether it is tried again by itself.</param>
/// <param name="Attempts">Tries made so far.</param>
/// <param name="Since">When it was set aside.</param>
/// <param name="NextAt">When it is tried again; null when parked.</param>
/// <param name="Reason">What the last try came to, without any text of the consumer.</param>
public sealed record SetAsideEvent(
    long Sequence,
    SetAsideKind Kind,
    int Attempts,
    DateTimeOffset Since,
    DateTimeOffset? NextAt,
    string Reason);

/// <summary>Why an event is set aside.</summary>
public enum SetAsideKind
{
    /// <summary>Left behind so that the mark could advance; tried again by itself.</summary>
    Retrying,

    /// <summary>Not tried again until a person redrives it.</summary>
    Parked,

    /// <summary>Redriven by a person: tried again, out of order and marked.</summary>
    Redriven,
}
