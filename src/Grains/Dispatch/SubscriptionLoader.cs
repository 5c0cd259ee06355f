using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Builds the window of a subscription from its rows and the events they name.</summary>
internal sealed partial class SubscriptionLoader(IJournalStore journal, ILogger<SubscriptionLoader> logger)
{
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public async Task<DeliveryWindow> LoadAsync(string accountId, ProgressMark mark, IReadOnlyList<SetAsideEvent> rows, CancellationToken cancellation)
    {
        var window = new DeliveryWindow(mark);
        foreach (var row in rows.Where(static row => row.Kind == SetAsideKind.Parked))
            window.RestoreParked(row.Sequence);
        SetAsideEvent[] waiting = [.. rows.Where(static row => row.Kind != SetAsideKind.Parked).OrderBy(static row => row.Sequence)];
        for (var i = 0; i < waiting.Length;)
        {
            var page = await journal.ReadAsync(accountId, waiting[i].Sequence - 1, DispatchLimits.ReloadEvents, DispatchLimits.ReloadBytes, cancellation);
            i += Restore(window, mark, accountId, waiting.AsSpan(i), page);
        }

        return window;
    }

    /// <returns>How many rows are done with.</returns>
    private int Restore(DeliveryWindow window, ProgressMark mark, string accountId, ReadOnlySpan<SetAsideEvent> rows, IReadOnlyList<JournalEvent> page)
    {
        var events = page.ToDictionary(static kept => kept.Sequence);
        var end = page.Count == 0 ? rows[0].Sequence : Math.Max(rows[0].Sequence, page[^1].Sequence);
        var done = 0;
        for (; done < rows.Length && rows[done].Sequence <= end; done++)
        {
            var row = rows[done];
            if (events.TryGetValue(row.Sequence, out var kept))
            {
                window.Restore(row, kept.Entry.ReceivedAt, kept.Entry.ChatId, MarkOf(row, kept));
                continue;
            }

            LogGone(logger, accountId, row.Sequence);
            mark.Clear(row.Sequence);
        }

        return done;
    }

    private static DeliveryMark MarkOf(SetAsideEvent row, JournalEvent kept)
    {
        if (row.Kind == SetAsideKind.Redriven)
            return DeliveryMark.Redriven;
        return EventTypes.IsCallback(kept.Entry.Type) ? DeliveryMark.Late : DeliveryMark.None;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account}: event {Sequence} was to be delivered again, but the journal does not have it any more.")]
    private static partial void LogGone(ILogger logger, string account, long sequence);
}
