using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Api.Events;

namespace FeishuOrleans.Silo.Tests.Api.Events;

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
    public async Task Find_Place_IsTheSequenceToReadAfter(string? lastEventId, string? from, long expected)
    {
        var (after, problem) = await FindAsync(lastEventId, from, Head);

        Assert.Null(problem);
        Assert.Equal(expected, after);
    }

    [Theory]
    [InlineData(null, "-1", "invalid-input")]
    [InlineData(null, "", "invalid-input")]
    [InlineData(null, "yesterday", "invalid-input")]
    [InlineData(null, "2026-01-31", "invalid-input")]
    [InlineData(null, "2026-01-31T08:00:00", "invalid-input")]
    [InlineData(null, "99999999999999999999", "invalid-input")]
    [InlineData("g1", null, "invalid-input")]
    [InlineData(":5", null, "invalid-input")]
    [InlineData("g1:x", null, "invalid-input")]
    [InlineData("g0:15", null, "history-gone")]
    [InlineData("g1:21", null, "history-gone")]
    [InlineData("g1:9", null, "history-gone")]
    [InlineData(null, "5", "history-gone")]
    public async Task Find_NoPlace_IsTheProblem(string? lastEventId, string? from, string expected) =>
        Assert.Equal(expected, (await FindAsync(lastEventId, from, Head)).Problem?.Problem.Name);

    /// <summary>A journal that was lost knows no ids; one that never had an event begins at its begin.</summary>
    [Theory]
    [InlineData("g1:15", null, "history-gone")]
    [InlineData(null, "earliest", null)]
    [InlineData(null, "latest", null)]
    [InlineData(null, "1", null)]
    public async Task Find_InAnEmptyJournal(string? lastEventId, string? from, string? expected)
    {
        var (after, problem) = await FindAsync(lastEventId, from, new JournalHead("", 0, 0, 0));

        Assert.Equal(expected, problem?.Problem.Name);
        Assert.Equal(0, after);
    }

    private static Task<(long After, FeishuOrleans.Silo.Api.Problems.ProblemResult? Problem)> FindAsync(string? lastEventId, string? from, JournalHead head) =>
        EventPosition.FindAsync(lastEventId, from, head, static time => Task.FromResult(time == Time ? 17L : -1));
}
