using System.Collections.Concurrent;

namespace FeishuOrleans.Grains.Journal;

/// <summary>Bytes kept of each account, as the last round of <see cref="JournalJanitor"/> found them. Thread-safe.</summary>
internal sealed class JournalSizes
{
    private readonly ConcurrentDictionary<string, long> _bytes = new(StringComparer.Ordinal);

    /// <summary>Bytes kept of the account; 0 before its first round.</summary>
    public long Of(string accountId) => _bytes.GetValueOrDefault(accountId);

    public void Note(string accountId, long bytes) => _bytes[accountId] = bytes;
}
