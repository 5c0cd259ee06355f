using System.Collections.Concurrent;

namespace Feishu.Client.Events;

/// <summary>Types of events as values of a tag: those that come first keep their names, so that whatever is sent cannot make
/// ever more time series. Thread-safe.</summary>
internal sealed class TypeTags
{
    /// <summary>Distinct types with a name of their own; an app subscribes to a few.</summary>
    public const int Capacity = 100;

    /// <summary>All others, in the words of OpenTelemetry's conventions.</summary>
    public const string Other = "_OTHER";

    private const int MaxLength = 100;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public string Of(string type) =>
        _known.ContainsKey(type) || (type.Length <= MaxLength && _known.Count < Capacity && _known.TryAdd(type, true)) ? type : Other;
}
