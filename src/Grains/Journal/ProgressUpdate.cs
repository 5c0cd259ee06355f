namespace FeishuOrleans.Grains.Journal;

/// <summary>What is to be saved of a subscription, all of it or nothing.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Subscription">Name of the subscription.</param>
/// <param name="Epoch">Epoch of the owner that writes.</param>
/// <param name="LowWater">Every event up to here is finished or set aside.</param>
/// <param name="Finished">Finished events above the mark.</param>
/// <param name="Set">Events newly set aside, or with a change.</param>
/// <param name="Cleared">Events that are set aside no more: delivered or dropped.</param>
/// <param name="IsPaused">The operator holds delivery.</param>
public sealed record ProgressUpdate(
    string AccountId,
    string Subscription,
    long Epoch,
    long LowWater,
    SequenceSet Finished,
    IReadOnlyList<SetAsideEvent> Set,
    IReadOnlyList<long> Cleared,
    bool IsPaused);
