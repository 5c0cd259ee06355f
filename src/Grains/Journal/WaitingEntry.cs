namespace FeishuOrleans.Grains.Journal;

/// <summary>An event on its way to the disk, and who waits for it.</summary>
/// <param name="entry">The event.</param>
/// <param name="since">Timestamp of when it came.</param>
internal sealed class WaitingEntry(JournalEntry entry, long since) : TaskCompletionSource<AppendResult?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public JournalEntry Entry { get; } = entry;

    public long Since { get; } = since;
}
