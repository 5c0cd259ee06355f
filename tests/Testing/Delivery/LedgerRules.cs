namespace FeishuOrleans.Testing.Delivery;

/// <summary>The promises of delivery, each as a rule that names what breaks it.</summary>
internal static class LedgerRules
{
    /// <summary>What the platform was told is safe reaches the consumer.</summary>
    public static IEnumerable<string> Lost(IReadOnlyList<LedgerEntry> entries, IEnumerable<string> acknowledged)
    {
        var accepted = entries.Where(entry => entry.AcceptedAt is not null).Select(entry => entry.EventId).ToHashSet(StringComparer.Ordinal);
        return acknowledged.Distinct().Where(eventId => !accepted.Contains(eventId)).Select(eventId => $"lost: {eventId} was acknowledged with 200");
    }

    /// <summary>A repetition is the same request: same event, same webhook-id, same bytes.</summary>
    public static IEnumerable<string> Repeats(IReadOnlyList<LedgerEntry> entries) => entries
        .GroupBy(entry => (entry.Account, entry.Sequence))
        .Where(repeats => repeats.Select(entry => (entry.EventId, entry.WebhookId, entry.BodyHash)).Distinct().Count() > 1)
        .Select(repeats => $"changed between repetitions: {repeats.First()}");

    /// <summary>An event has one sequence and one webhook-id, whatever happened to the silo that wrote it.</summary>
    public static IEnumerable<string> Sequences(IReadOnlyList<LedgerEntry> entries)
    {
        var twice = entries.GroupBy(entry => (entry.Account, entry.EventId)).Where(one => one.Select(entry => entry.Sequence).Distinct().Count() > 1);
        var shared = entries.GroupBy(entry => (entry.Account, entry.WebhookId)).Where(one => one.Select(entry => entry.Sequence).Distinct().Count() > 1);
        return [.. twice.Select(one => $"two sequences: {one.First()}"), .. shared.Select(one => $"webhook-id {one.Key.WebhookId} is not one event's alone: {one.First()}")];
    }

    /// <summary>Within a chat an event first comes after every lower sequence was accepted.</summary>
    public static IEnumerable<string> Order(IReadOnlyList<LedgerEntry> entries) => entries
        .Where(entry => entry.Chat is not null)
        .GroupBy(entry => (entry.Account, entry.Chat))
        .SelectMany(OutOfOrder);

    private static IEnumerable<string> OutOfOrder(IEnumerable<LedgerEntry> chat)
    {
        long lowerAcceptedAt = 0;
        LedgerEntry? lower = null;
        foreach (var one in chat.GroupBy(entry => entry.Sequence).OrderBy(one => one.Key))
        {
            var first = one.MinBy(entry => entry.ArrivedAt)!;
            if (lower is not null && first.ArrivedAt < lowerAcceptedAt)
                yield return $"out of order: {first} came before {lower} was accepted";
            var acceptedAt = one.Min(entry => entry.AcceptedAt) ?? long.MaxValue;
            if (acceptedAt > lowerAcceptedAt)
                (lowerAcceptedAt, lower) = (acceptedAt, first);
        }
    }
}
