using System.Globalization;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>Where a stream begins.</summary>
internal static class EventPosition
{
    private const string Earliest = "earliest";
    private const string Latest = "latest";

    /// <summary>Finds the sequence to read after.</summary>
    /// <param name="lastEventId">Header <c>Last-Event-ID</c>: id of the last event that arrived. Goes before <paramref name="from"/>,
    /// because a reader that comes back sends the same URL.</param>
    /// <param name="from">A sequence, a time, <c>earliest</c> or <c>latest</c>; null is <c>latest</c>.</param>
    /// <param name="head">What is kept.</param>
    /// <param name="findAsync">Finds the sequence to read after for a time.</param>
    /// <returns>The sequence, or the problem.</returns>
    public static async Task<(long After, ProblemResult? Problem)> FindAsync(
        string? lastEventId, string? from, JournalHead head, Func<DateTimeOffset, Task<long>> findAsync)
    {
        if (!string.IsNullOrEmpty(lastEventId))
            return AfterId(lastEventId, head);
        if (from is null or Latest)
            return (head.Last, null);
        if (from == Earliest)
            return (Math.Max(head.First - 1, 0), null);
        if (long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return After(Math.Max(sequence - 1, 0), head);
        return IsTime(from, out var time)
            ? (await findAsync(time), null)
            : (0, new ProblemResult(ApiProblems.InvalidInput, $"from: give a sequence, a time such as 2026-01-31T08:00:00Z, {Earliest} or {Latest}."));
    }

    private static (long After, ProblemResult? Problem) AfterId(string id, JournalHead head)
    {
        var colon = id.LastIndexOf(':');
        if (colon < 1 || !long.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return (0, new ProblemResult(ApiProblems.InvalidInput, "Last-Event-ID: give the id of an event as it came."));
        return id.AsSpan(0, colon).SequenceEqual(head.Generation) && sequence <= head.Last
            ? After(sequence, head)
            : (0, Gone("The journal was restored or lost since, so ids from before mean nothing any more"));
    }

    // Events that a reader asks for and that are gone must not be passed over in silence.
    private static (long After, ProblemResult? Problem) After(long sequence, JournalHead head) => sequence < head.First - 1
        ? (0, Gone($"Events up to {head.First - 1} are kept no longer"))
        : (sequence, null);

    private static ProblemResult Gone(string why) => new(ApiProblems.HistoryGone, $"{why}. Begin anew without Last-Event-ID, with from={Earliest} for all there is.");

    // The formats of RFC 3339; without an offset nobody could know what is meant. A plus sign that was not encoded arrives as a space.
    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && text.Length > "2026-01-31T08:00:00".Length;
}
