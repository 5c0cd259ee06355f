using Azure.Data.Tables;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>A subscription's mark, and its set-aside events, as rows.</summary>
internal static class SubscriptionRow
{
    public static TableEntity Of(string accountId, string name, SubscriptionState state)
    {
        var row = new TableEntity(accountId, JournalRow.Subscription(name))
        {
            [nameof(state.Epoch)] = state.Epoch,
            [nameof(state.IsPaused)] = state.IsPaused,
        };
        if (state.LowWater is { } lowWater)
            row[nameof(state.LowWater)] = lowWater;
        StoredBytes.Write(row, nameof(state.Finished), state.Finished.ToBytes());
        return row;
    }

    /// <summary>Without the set-aside events.</summary>
    public static SubscriptionState Read(TableEntity row) => new(
        Epoch: row.GetInt64(nameof(SubscriptionState.Epoch))!.Value,
        LowWater: row.GetInt64(nameof(SubscriptionState.LowWater)),
        SequenceSet.Parse(StoredBytes.Read(row, nameof(SubscriptionState.Finished))),
        SetAside: [],
        IsPaused: row.GetBoolean(nameof(SubscriptionState.IsPaused))!.Value);

    public static TableEntity Of(string accountId, string name, SetAsideEvent setAside)
    {
        var row = new TableEntity(accountId, JournalRow.SetAside(name, setAside.Sequence))
        {
            [nameof(setAside.Kind)] = (int)setAside.Kind,
            [nameof(setAside.Attempts)] = setAside.Attempts,
            [nameof(setAside.Since)] = JournalTime.ToStored(setAside.Since),
            [nameof(setAside.Reason)] = StoredText.Of(setAside.Reason),
        };
        if (setAside.NextAt is { } next)
            row[nameof(setAside.NextAt)] = JournalTime.ToStored(next);
        return row;
    }

    public static SetAsideEvent ReadSetAside(TableEntity row) => new(
        JournalRow.SequenceOf(row.RowKey),
        (SetAsideKind)row.GetInt32(nameof(SetAsideEvent.Kind))!.Value,
        row.GetInt32(nameof(SetAsideEvent.Attempts))!.Value,
        JournalTime.FromStored(row.GetInt64(nameof(SetAsideEvent.Since))!.Value),
        row.GetInt64(nameof(SetAsideEvent.NextAt)) is { } next ? JournalTime.FromStored(next) : null,
        row.GetString(nameof(SetAsideEvent.Reason)));
}
