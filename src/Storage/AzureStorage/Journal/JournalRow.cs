using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using FeishuOrleans.Storage.Journal;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>
/// Rows of an account, all in its partition, so that one transaction can change any of them. A row key is a kind, a dash
/// and what tells rows of the kind apart; sequences have 19 digits, so that they are in order.
/// </summary>
internal static class JournalRow
{
    /// <summary>Generation, the last sequence given and the payload bytes kept; its eTag is the account's lock.</summary>
    public const string Head = "head";

    public const string EventKind = "event", KeyAgeKind = "keyage", SubscriptionKind = "subscription";

    private const string KeyKind = "key", SetAsideKind = "aside";

    public static string Event(long sequence) => $"{EventKind}-{Digits(sequence)}";

    /// <summary>A deduplication key.</summary>
    public static string Key(EventHash hash) => $"{KeyKind}-{hash}";

    /// <summary>Finds the oldest keys: a key row with the sequence of its event is always with one of these.</summary>
    public static string KeyAge(long sequence) => $"{KeyAgeKind}-{Digits(sequence)}";

    public static string Subscription(string name) => $"{SubscriptionKind}-{Text(name)}";

    /// <summary>All of a subscription when the name is given, of all subscriptions when it is not.</summary>
    public static string SetAsides(string? name = null) => name is null ? SetAsideKind : $"{SetAsideKind}-{Text(name)}";

    public static string SetAside(string name, long sequence) => $"{SetAsides(name)}-{Digits(sequence)}";

    public static long SequenceOf(string rowKey) => long.Parse(rowKey.AsSpan(rowKey.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>Rows whose key begins with a kind and a dash, from a key on: the point comes right after the dash.</summary>
    public static string Range(string accountId, string kind, string? from = null) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {accountId} and RowKey ge {from ?? kind + '-'} and RowKey lt {kind + '.'}");

    private static string Digits(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Row keys take no slash and no other characters that names may have.</summary>
    private static string Text(string name) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name));
}
