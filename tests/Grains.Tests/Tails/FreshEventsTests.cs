using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;

namespace FeishuOrleans.Grains.Tests.Tails;

public sealed class FreshEventsTests
{
    private readonly FreshEvents _fresh = new(maxEvents: 4, maxBytes: 100);

    [Fact]
    public void Take_EventsThatFollowOnEachOther_NeedNoJournal()
    {
        Offer(last: 10, 11, 12, 13);

        Assert.Equal(("11 12 13", false), Take());
        Assert.Equal(("", false), Take());
    }

    /// <summary>Appends of a group come in any order.</summary>
    [Fact]
    public void Take_EventsOutOfOrder_MissesWhatDidNotFollow()
    {
        Offer(last: 10, 12, 11, 13);

        Assert.Equal(("11", true), Take());
    }

    /// <summary>While these waited, the journal was read past some of them: the next one must follow on what was read.</summary>
    [Fact]
    public void Offer_AfterTheJournalWasReadPastThem_GoesByWhatIsKnown()
    {
        Offer(last: 10, 11);
        Offer(last: 15, 17);
        Offer(last: 15, 16);

        Assert.Equal(("11 16", true), Take());
    }

    [Fact]
    public void Offer_KnownAlready_IsLeftOut()
    {
        Offer(last: 10, 10, 9, 11, 11);

        Assert.Equal(("11", false), Take());
    }

    [Theory]
    [InlineData(1, "1 2 3 4")]
    [InlineData(80, "1 2")]
    public void Offer_TooMany_AreLeftToTheJournal(int size, string expected)
    {
        for (var sequence = 1; sequence <= 6; sequence++)
            _fresh.Offer(Event(sequence, size), last: 0);

        Assert.Equal((expected, true), Take());
    }

    private static JournalEvent Event(long sequence, int size = 1) =>
        new(sequence, new JournalEntry("a1", $"{sequence}", "t", null, DateTimeOffset.UnixEpoch, new byte[size]));

    private void Offer(long last, params long[] sequences)
    {
        foreach (var sequence in sequences)
            _fresh.Offer(Event(sequence), last);
    }

    private (string Sequences, bool Misses) Take()
    {
        var (events, misses) = _fresh.Take();
        return (string.Join(' ', events.Select(static one => one.Sequence)), misses);
    }
}
