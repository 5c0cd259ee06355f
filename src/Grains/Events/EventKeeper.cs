using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

/// <summary>Puts events on disk and tells who must know. Thread-safe.</summary>
internal sealed partial class EventKeeper(
    GroupCommitter committer, IEnumerable<IAppendedEvents> listeners, EventCounts counts, FullAccounts full, ILogger<EventKeeper> logger)
{
    private readonly IAppendedEvents[] _listeners = [.. listeners];

    /// <summary>Keeps an event. Never throws.</summary>
    /// <returns>What became of it, once that is on disk; null when the journal does not do its part.</returns>
    public async Task<AppendResult?> KeepAsync(JournalEntry entry)
    {
        var result = await AppendAsync(entry);
        switch (result)
        {
            case { Outcome: AppendOutcome.Appended, Sequence: var sequence }:
                LogKept(logger, entry, sequence);
                Tell(new JournalEvent(sequence, entry));
                break;
            case { Outcome: AppendOutcome.Duplicate, Sequence: var sequence }:
                LogDuplicate(logger, entry, sequence);
                counts.OnDuplicate(entry.AccountId);
                break;
            case { Outcome: AppendOutcome.OverQuota }:
                LogOverQuota(logger, entry);
                full.Add(entry.AccountId);
                break;
            default:
                break;
        }

        return result;
    }

    private async Task<AppendResult?> AppendAsync(JournalEntry entry)
    {
        using var span = DeliveryTrace.Append(entry);
        var result = await committer.AppendAsync(entry);
        DeliveryTrace.End(span, result);
        return result;
    }

    private void Tell(JournalEvent appended)
    {
        foreach (var listener in _listeners)
            listener.OnAppended(appended);
    }
}
