using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// The events of one subscription that wait for a person. Every method throws <see cref="JournalException"/> when the
/// journal does not answer in time; what was asked for then happens later all the same, or after a crash not at all. Thread-safe.
/// </summary>
internal sealed class ParkedEvents(string accountId, DeliveryState state, IJournalStore journal, Func<Task> loadedAsync, Func<Task> saveAsync)
{
    /// <summary>Parked events after a sequence, in order.</summary>
    public async Task<IReadOnlyList<SetAsideEvent>> ListAsync(long after, int limit)
    {
        await loadedAsync();
        await saveAsync();
        var saved = await journal.ReadSubscriptionAsync(accountId, AccountDispatcher.Subscription, CancellationToken.None);
        return [.. saved.SetAside
            .Where(row => row.Kind == SetAsideKind.Parked && row.Sequence > after)
            .OrderBy(static row => row.Sequence)
            .Take(limit)];
    }

    /// <summary>Tries parked events again, one or as many as fit at a time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RedriveAsync(long? sequence)
    {
        await loadedAsync();
        var count = state.Redrive(sequence);
        await saveAsync();
        return count;
    }

    /// <summary>Gives an event up that is parked or waits for its next try.</summary>
    /// <returns>Whether there was such an event.</returns>
    public async Task<bool> DropAsync(long sequence)
    {
        await loadedAsync();
        var isDropped = state.Drop(sequence);
        await saveAsync();
        return isDropped;
    }
}
