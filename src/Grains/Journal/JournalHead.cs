namespace FeishuOrleans.Grains.Journal;

/// <summary>What is kept of an account.</summary>
/// <param name="Generation">Names this journal's history: another value means that it was restored or lost, and that
/// sequences from before mean nothing any more. Empty when there is none yet.</param>
/// <param name="First">Sequence of the oldest event still kept; <paramref name="Last"/> + 1 when none is.</param>
/// <param name="Last">Sequence of the newest event ever kept.</param>
/// <param name="Bytes">Size of the payloads kept.</param>
public sealed record JournalHead(string Generation, long First, long Last, long Bytes);
