using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What is to be saved of a subscription's progress.</summary>
/// <param name="LowWater">Every event up to here is finished or set aside.</param>
/// <param name="Finished">Finished or set-aside events above the mark.</param>
/// <param name="Set">Events newly set aside, or with a change.</param>
/// <param name="Cleared">Events that are set aside no more.</param>
/// <param name="Total">How many events had been finished since the start when this was taken.</param>
internal sealed record ProgressChanges(
    long LowWater,
    SequenceSet Finished,
    IReadOnlyList<SetAsideEvent> Set,
    IReadOnlyList<long> Cleared,
    long Total);
