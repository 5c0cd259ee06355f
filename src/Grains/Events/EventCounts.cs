using System.Collections.Concurrent;

namespace FeishuOrleans.Grains.Events;

/// <summary>Counts of this silo's accounts beyond those of their connections. Thread-safe.</summary>
internal sealed class EventCounts
{
    private readonly ConcurrentDictionary<string, long> _duplicates = new(StringComparer.Ordinal);

    /// <summary>Events of an account that were kept already when they came.</summary>
    public long DuplicatesOf(string accountId) => _duplicates.GetValueOrDefault(accountId);

    public void OnDuplicate(string accountId) => _duplicates.AddOrUpdate(accountId, 1, static (_, before) => before + 1);

    /// <summary>The account went to another owner, who counts from zero.</summary>
    public void Forget(string accountId) => _duplicates.TryRemove(accountId, out _);
}
