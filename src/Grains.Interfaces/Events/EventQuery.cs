using System.Globalization;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>Which events are wanted.</summary>
[GenerateSerializer, Immutable, Alias("feishu.EventQuery")]
public sealed record EventQuery
{
    public const string Earliest = "earliest";
    public const string Latest = "latest";

    /// <summary>Id of the last event that arrived: what comes after it is read. Goes before <see cref="From"/>.</summary>
    [Id(0)]
    public string? LastEventId { get; init; }

    /// <summary>Where to begin: a sequence, a time (RFC 3339), <see cref="Earliest"/> or <see cref="Latest"/>, which is what null means.</summary>
    [Id(1)]
    public string? From { get; init; }

    /// <summary>Where to end: a sequence, the last one that is wanted; a time, from which on nothing is wanted; or <see cref="Latest"/>, the
    /// newest event when the reading begins. Never later than that. Null: no end.</summary>
    [Id(2)]
    public string? To { get; init; }

    /// <summary>Types of event; none means every type.</summary>
    [Id(3)]
    public string[] Types { get; init; } = [];

    /// <summary>Chats; none means every chat.</summary>
    [Id(4)]
    public string[] Chats { get; init; } = [];

    /// <summary>The same query, to go on after what came last.</summary>
    public EventQuery After(IEventPlace last) => this with
    {
        LastEventId = last.LastEventId,
        // Without an id the account had no event at all: whatever came since is new.
        From = last.LastEventId is null ? Earliest : From,
        To = last.Through?.ToString(CultureInfo.InvariantCulture) ?? To,
    };
}
