using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>Which events a reader wants: all of them while no type and no chat is named.</summary>
internal sealed class EventFilter(IEnumerable<string?> types, IEnumerable<string?> chats)
{
    private readonly HashSet<string> _types = Split(types), _chats = Split(chats);

    public bool Passes(JournalEntry entry) =>
        (_types.Count == 0 || _types.Contains(entry.Type))
        && (_chats.Count == 0 || (entry.ChatId is { } chat && _chats.Contains(chat)));

    private static HashSet<string> Split(IEnumerable<string?> values) =>
        [.. values.OfType<string>().SelectMany(static value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
