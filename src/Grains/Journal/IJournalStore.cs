namespace FeishuOrleans.Grains.Journal;

/// <summary>
/// Where events are kept: durable inbox, deduplication and replay, for all accounts. Thread-safe. Methods throw
/// <see cref="JournalException"/> when the storage does not do its part; nothing has then been promised.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Writes entries of any accounts. When the task is done, what it answers is on disk. An entry gets the next
    /// sequence of its account under that account's lock, so a reader that is at N never misses a later M &lt; N.
    /// Atomic per account, not across accounts.
    /// </summary>
    /// <returns>One answer an entry, in the same order.</returns>
    Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);

    /// <summary>Events of an account after a sequence, in order; less than asked for only at the end.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="after">Sequence of the last event that is known; 0 for the begin.</param>
    /// <param name="limit">At most this many events; at least one is read whatever its size.</param>
    /// <param name="maxBytes">Stops before the payloads together exceed this.</param>
    /// <param name="cancellation">Ends the read.</param>
    Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation);

    /// <summary>What is kept of an account; all zero for one that never had an event.</summary>
    Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation);

    /// <summary>The sequence to read after so that no event received at or after a time is missed; 0 for the begin. Times
    /// are kept to the millisecond, and events may be kept a few seconds out of the order in which they were received.</summary>
    Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation);

    /// <summary>Progress and set-aside events of a subscription; an empty one when there is none yet.</summary>
    Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation);

    /// <summary>Saves progress of any subscriptions, each together with its set-aside events.</summary>
    /// <returns>Per update, in the same order: false when a higher epoch has written before, and nothing was changed.</returns>
    Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation);

    /// <summary>Deletes old events and deduplication keys, oldest first and a bounded amount a call. Keeps every event
    /// above the low-water mark of a subscription and every event that one has set aside.</summary>
    /// <returns>Whether there is more to delete.</returns>
    Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation);
}
