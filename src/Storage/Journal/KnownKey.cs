namespace FeishuOrleans.Storage.Journal;

/// <summary>A deduplication key that is kept.</summary>
/// <param name="Sequence">The event it belongs to.</param>
/// <param name="ReceivedAt">When that event was received, as <see cref="JournalTime"/> stores it.</param>
internal readonly record struct KnownKey(long Sequence, long ReceivedAt);
