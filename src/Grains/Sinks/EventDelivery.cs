using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Sinks;

/// <summary>One try of one event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempt">Which try it is, from 1.</param>
/// <param name="Epoch">Epoch of the owner that delivers.</param>
/// <param name="Mark">Why it may come out of order, if it may.</param>
internal sealed record EventDelivery(JournalEvent Event, int Attempt, long Epoch, DeliveryMark Mark);

/// <summary>What sets a delivery apart from the plain order.</summary>
internal enum DeliveryMark
{
    None,

    /// <summary>A callback that nobody answered in time.</summary>
    Late,

    /// <summary>A parked event that a person redrives.</summary>
    Redriven,

    /// <summary>An old event that a person asked for again.</summary>
    Replayed,
}
