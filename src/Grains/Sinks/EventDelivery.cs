using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Sinks;

/// <summary>One try of one event.</summary>
/// <param name="Event">The event. Sequence 0: a callback that is asked while it is still being written.</param>
/// <param name="Attempt">Which try it is, from 1.</param>
/// <param name="Epoch">Epoch of the owner that delivers.</param>
/// <param name="Mark">Why it may come out of order, if it may.</param>
/// <param name="WantsAnswer">Whether the response is read: a callback that somebody waits for.</param>
internal sealed record EventDelivery(JournalEvent Event, int Attempt, long Epoch, DeliveryMark Mark, bool WantsAnswer = false);

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
