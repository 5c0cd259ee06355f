using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Storage.Journal;

/// <summary>
/// Decides for one account what becomes of entries, one after the other, while nobody else writes the account. Writes
/// nothing itself.
/// </summary>
/// <param name="last">The last sequence given.</param>
/// <param name="bytes">Payload bytes kept.</param>
/// <param name="maxBytes">Payload bytes that may be kept.</param>
/// <param name="known">The kept keys, at least those of the entries.</param>
internal sealed class AppendPlan(long last, long bytes, long maxBytes, IReadOnlyDictionary<EventHash, KnownKey> known)
{
    private static readonly long Window = (long)JournalLimits.DeduplicationWindow.TotalMilliseconds;

    private readonly Dictionary<EventHash, long> _planned = [];
    private readonly List<PlannedEvent> _events = [];

    public long Last { get; private set; } = last;

    public long Bytes { get; private set; } = bytes;

    /// <summary>What is to be written, in order.</summary>
    public IReadOnlyList<PlannedEvent> Events => _events;

    public AppendResult Add(JournalEntry entry, EventHash hash)
    {
        if (_planned.TryGetValue(hash, out var planned))
            return new AppendResult(AppendOutcome.Duplicate, planned);
        KnownKey? expired = null;
        if (known.TryGetValue(hash, out var key))
        {
            if (JournalTime.ToStored(entry.ReceivedAt) - key.ReceivedAt <= Window)
                return new AppendResult(AppendOutcome.Duplicate, key.Sequence);
            expired = key;
        }

        if (Bytes + entry.Payload.Length > maxBytes)
            return new AppendResult(AppendOutcome.OverQuota, 0);
        Bytes += entry.Payload.Length;
        _events.Add(new PlannedEvent(++Last, hash, entry, expired));
        _planned.Add(hash, Last);
        return new AppendResult(AppendOutcome.Appended, Last);
    }
}
