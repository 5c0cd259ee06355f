namespace FeishuOrleans.Grains.Journal;

/// <summary>An event that is kept.</summary>
/// <param name="Sequence">Its place among the events of its account, from 1.</param>
/// <param name="Entry">What was kept.</param>
public sealed record JournalEvent(long Sequence, JournalEntry Entry);
