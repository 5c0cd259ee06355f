using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Storage.Journal;

/// <summary>An event that is to be written.</summary>
/// <param name="Sequence">The sequence it gets.</param>
/// <param name="Hash">Its deduplication key.</param>
/// <param name="Entry">What is to be kept.</param>
/// <param name="Expired">The key it takes the place of, too old to count.</param>
internal sealed record PlannedEvent(long Sequence, EventHash Hash, JournalEntry Entry, KnownKey? Expired);
