using System.Diagnostics;

namespace FeishuOrleans.Grains.Journal;

/// <summary>An event to be kept.</summary>
/// <param name="AccountId">The account that received it.</param>
/// <param name="Key">What makes two deliveries the same event, kind and id (for example <c>message:om_1</c>).</param>
/// <param name="Type">Event type, <c>unknown</c> for a payload that is no envelope.</param>
/// <param name="ChatId">The chat that sets its order; null when it belongs to none.</param>
/// <param name="ReceivedAt">When the last byte arrived.</param>
/// <param name="Payload">The bytes as the platform sent them.</param>
public sealed record JournalEntry(
    string AccountId,
    string Key,
    string Type,
    string? ChatId,
    DateTimeOffset ReceivedAt,
    ReadOnlyMemory<byte> Payload)
{
    /// <summary>The trace of the frame that brought it, while it is in memory: not kept.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>Names the event; never its text.</summary>
    public override string ToString() => $"{AccountId} {Type} {Key}";
}
