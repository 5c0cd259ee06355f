using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>Which events a reader wants: all of them while no type and no chat is named.</summary>
internal sealed class EventFilter(IEnumerable<string>? types, IEnumerable<string>? chats)
{
    private readonly HashSet<string> _types = [.. types ?? []], _chats = [.. chats ?? []];

    /// <summary>Whether every event passes.</summary>
    public bool PassesAll => _types.Count + _chats.Count == 0;

    public bool Passes(JournalEntry entry) =>
        (_types.Count == 0 || _types.Contains(entry.Type))
        && (_chats.Count == 0 || (entry.ChatId is { } chat && _chats.Contains(chat)));
}
