using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Reads a subscription: its progress, its rows and the events that they name.</summary>
internal sealed partial class SubscriptionLoader(IJournalStore journal, ILogger<SubscriptionLoader> logger)
{
    /// <summary>Fills a state, which can deliver then.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="place">The last event that is not to be delivered; what is set aside up to it is given up.</param>
    /// <param name="state">What is filled.</param>
    /// <param name="claimAsync">Saves what was read, under the owner's epoch.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>How many events are set aside.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public async Task<int> LoadAsync(string accountId, JournalPlace place, DeliveryState state, Func<Task> claimAsync, CancellationToken cancellation)
    {
        var head = await journal.GetHeadAsync(accountId, cancellation);
        var saved = await journal.ReadSubscriptionAsync(accountId, AccountDispatcher.Subscription, cancellation);
        // Another generation counts anew: nothing of it was received before.
        var after = place.Generation == head.Generation ? place.Sequence : 0;
        var mark = new ProgressMark(Math.Max(saved.LowWater ?? 0, after), saved.Finished);
        foreach (var row in saved.SetAside.Where(row => row.Sequence <= after))
            mark.Clear(row.Sequence);
        state.Begin(mark, head.Last);
        // Saved before anything is read or delivered: from here on an earlier owner changes nothing any more, and its
        // last rows are read after its last write.
        await claimAsync();
        var rows = (await journal.ReadSubscriptionAsync(accountId, AccountDispatcher.Subscription, cancellation)).SetAside;
        state.Use(await RestoreAsync(accountId, mark, rows, cancellation));
        return rows.Count;
    }

    private async Task<DeliveryWindow> RestoreAsync(string accountId, ProgressMark mark, IReadOnlyList<SetAsideEvent> rows, CancellationToken cancellation)
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
