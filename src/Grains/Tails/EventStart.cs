using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tails;

/// <summary>A reading that may begin.</summary>
public sealed record EventStart
{
    internal EventStart(string accountId, JournalHead head, long after, long? through, EventFilter filter) =>
        (AccountId, Head, After, Through, Filter) = (accountId, head, after, through, filter);

    public string AccountId { get; }

    internal JournalHead Head { get; }

    internal long After { get; }

    internal long? Through { get; }

    internal EventFilter Filter { get; }
}
