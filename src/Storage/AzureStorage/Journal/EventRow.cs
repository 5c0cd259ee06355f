using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>An event as a row.</summary>
internal static class EventRow
{
    public const string Size = nameof(Size), ReceivedAt = nameof(ReceivedAt);

    /// <summary>Characters of a text; a property takes 32,768. What is longer is no id of the platform.</summary>
    private const int MaxText = 32_000;

    public static TableEntity Of(PlannedEvent planned)
    {
        var entry = planned.Entry;
        var row = new TableEntity(entry.AccountId, JournalRow.Event(planned.Sequence))
        {
            [ReceivedAt] = JournalTime.ToStored(entry.ReceivedAt),
            [Size] = entry.Payload.Length,
            [nameof(entry.Key)] = Cut(entry.Key),
            [nameof(entry.Type)] = Cut(entry.Type),
        };
        if (entry.ChatId is { } chatId)
            row[nameof(entry.ChatId)] = Cut(chatId);
        StoredBytes.Write(row, nameof(entry.Payload), entry.Payload);
        return row;
    }

    public static JournalEvent Read(TableEntity row) => new(JournalRow.SequenceOf(row.RowKey), new JournalEntry(
        row.PartitionKey,
        Key: row.GetString(nameof(JournalEntry.Key)),
        Type: row.GetString(nameof(JournalEntry.Type)),
        ChatId: row.GetString(nameof(JournalEntry.ChatId)),
        ReceivedAt: JournalTime.FromStored(row.GetInt64(ReceivedAt)!.Value),
        Payload: StoredBytes.Read(row, nameof(JournalEntry.Payload))));

    private static string Cut(string text) => StoredText.Of(text.Length <= MaxText ? text : text[..MaxText]);
}
