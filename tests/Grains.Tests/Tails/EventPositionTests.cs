using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;

namespace FeishuOrleans.Grains.Tests.Tails;

public sealed class EventPositionTests
{
    private static readonly JournalHead Head = new("g1", First: 11, Last: 20, Bytes: 1);
    private static readonly DateTimeOffset Time = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, 20)]
    [InlineData(null, "latest", 20)]
    [InlineData(null, "earliest", 10)]
    [InlineData(null, "11", 10)]
    [InlineData(null, "15", 14)]
    [InlineData(null, "21", 20)]
    [InlineData(null, "99", 98)]
    [InlineData(null, "2026-01-31T08:00:00Z", 17)]
    [InlineData(null, "2026-01-31T09:00:00+01:00", 17)]
    [InlineData(null, "2026-01-31T09:00:00 01:00", 17)]
    [InlineData(null, "2026-01-31T08:00:00.000Z", 17)]
    [InlineData("g1:10", null, 10)]
    [InlineData("g1:20", "earliest", 20)]
    [InlineData("", "12", 11)]
    public async Task Begin_Place_IsTheSequenceToReadAfter(string? lastEventId, string? from, long expected)
    {
        var (after, refusal) = await BeginAsync(lastEventId, from, Head);

        Assert.Null(refusal);
        Assert.Equal(expected, after);
    }

    [Theory]
    [InlineData(null, "-1", RefusalKind.InvalidInput)]
    [InlineData(null, "", RefusalKind.InvalidInput)]
    [InlineData(null, "yesterday", RefusalKind.InvalidInput)]
    [InlineData(null, "2026-01-31", RefusalKind.InvalidInput)]
    [InlineData(null, "2026-01-31T08:00:00", RefusalKind.InvalidInput)]
    [InlineData(null, "99999999999999999999", RefusalKind.InvalidInput)]
    [InlineData("g1", null, RefusalKind.InvalidInput)]
    [InlineData(":5", null, RefusalKind.InvalidInput)]
    [InlineData("g1:x", null, RefusalKind.InvalidInput)]
    [InlineData("g0:15", null, RefusalKind.HistoryGone)]
    [InlineData("g1:21", null, RefusalKind.HistoryGone)]
    [InlineData("g1:9", null, RefusalKind.HistoryGone)]
    [InlineData(null, "5", RefusalKind.HistoryGone)]
    public async Task Begin_NoPlace_IsTheRefusal(string? lastEventId, string? from, RefusalKind expected) =>
        Assert.Equal(expected, (await BeginAsync(lastEventId, from, Head)).Refusal?.Kind);

    /// <summary>A journal that was lost knows no ids; one that never had an event begins at its begin.</summary>
    [Theory]
    [InlineData("g1:15", null, RefusalKind.HistoryGone)]
    [InlineData(null, "earliest", null)]
    [InlineData(null, "latest", null)]
    [InlineData(null, "1", null)]
    public async Task Begin_InAnEmptyJournal(string? lastEventId, string? from, RefusalKind? expected)
    {
        var (after, refusal) = await BeginAsync(lastEventId, from, new JournalHead("", 0, 0, 0));

        Assert.Equal(expected, refusal?.Kind);
        Assert.Equal(0, after);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("latest", 20L)]
    [InlineData("15", 15L)]
    [InlineData("99", 20L)]
    [InlineData("2026-01-31T08:00:00Z", 17L)]
    public async Task End_Place_IsTheLastSequenceThatIsWanted(string? to, long? expected) =>
        Assert.Equal((expected, null), await Position(Head).EndAsync(to));

    [Theory]
    [InlineData("earliest")]
    [InlineData("")]
    [InlineData("tomorrow")]
    public async Task End_NoPlace_IsTheRefusal(string to) => Assert.Equal(RefusalKind.InvalidInput, (await Position(Head).EndAsync(to)).Refusal?.Kind);

    private static Task<(long After, AccountRefusal? Refusal)> BeginAsync(string? lastEventId, string? from, JournalHead head) =>
        Position(head).BeginAsync(new EventQuery { LastEventId = lastEventId, From = from });

    private static EventPosition Position(JournalHead head) => new(head, static time => Task.FromResult(time == Time ? 17L : -1));
}
