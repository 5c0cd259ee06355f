using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>Where a reading begins and where it ends.</summary>
/// <param name="head">What is kept.</param>
/// <param name="findAsync">Finds the sequence to read after for a time.</param>
internal sealed class EventPosition(JournalHead head, Func<DateTimeOffset, Task<long>> findAsync)
{
    /// <summary>Finds the sequence to read after: the last id goes before the place to begin, because a reader that comes back repeats its query.</summary>
    public Task<(long After, AccountRefusal? Refusal)> BeginAsync(EventQuery query) =>
        string.IsNullOrEmpty(query.LastEventId) ? FromAsync(query.From) : Task.FromResult(AfterId(query.LastEventId));

    /// <summary>Finds the last sequence that is wanted; null when there is no end.</summary>
    public async Task<(long? Through, AccountRefusal? Refusal)> EndAsync(string? to)
    {
        if (to is null)
            return (null, null);
        if (to == EventQuery.Latest)
            return (head.Last, null);
        if (IsSequence(to, out var sequence))
            return (Math.Min(sequence, head.Last), null);
        return IsTime(to, out var time) ? (await findAsync(time), null) : (null, Malformed("to", $"or {EventQuery.Latest}"));
    }

    private async Task<(long After, AccountRefusal? Refusal)> FromAsync(string? from)
    {
        if (from is null or EventQuery.Latest)
            return (head.Last, null);
        if (from == EventQuery.Earliest)
            return (Math.Max(head.First - 1, 0), null);
        if (IsSequence(from, out var sequence))
            return After(Math.Max(sequence - 1, 0));
        return IsTime(from, out var time) ? (await findAsync(time), null) : (0, Malformed("from", $"{EventQuery.Earliest} or {EventQuery.Latest}"));
    }

    private (long After, AccountRefusal? Refusal) AfterId(string id)
    {
        var colon = id.LastIndexOf(':');
        if (colon < 1 || !IsSequence(id.AsSpan(colon + 1), out var sequence))
            return (0, new(RefusalKind.InvalidInput, "Last-Event-ID: give the id of an event as it came."));
        return id.AsSpan(0, colon).SequenceEqual(head.Generation) && sequence <= head.Last ? After(sequence) : (0, OtherHistory);
    }

    /// <summary>Why a reading ends, or cannot go on where it was.</summary>
    public static AccountRefusal OtherHistory { get; } = Gone("The journal was restored or lost since, so ids from before mean nothing any more");

    // Events that a reader asks for and that are gone must not be passed over in silence.
    private (long After, AccountRefusal? Refusal) After(long sequence) => sequence < head.First - 1
        ? (0, Gone($"Events up to {head.First - 1} are kept no longer"))
        : (sequence, null);

    private static AccountRefusal Gone(string why) =>
        new(RefusalKind.HistoryGone, $"{why}. Begin anew without Last-Event-ID, with from={EventQuery.Earliest} for all there is.");

    private static AccountRefusal Malformed(string field, string words) =>
        new(RefusalKind.InvalidInput, $"{field}: give a sequence, a time such as 2026-01-31T08:00:00Z, {words}.");

    private static bool IsSequence(ReadOnlySpan<char> text, out long sequence) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);

    // The formats of RFC 3339; without an offset nobody could know what is meant. A plus sign that was not encoded arrives as a space.
    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && text.Length > "2026-01-31T08:00:00".Length;
}
