using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Fleet;

namespace FeishuOrleans.Silo.Tests.Api.Fleet;

public sealed class FleetReadingTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    private static readonly AccountStatus Account = new()
    {
        AccountId = "a1",
        AppId = "cli_0123456789abcdef",
        Domain = "feishu",
        Wanted = WantedPhase.Running,
        Origin = AccountOrigin.Operator,
        Phase = ConnectionPhase.Connected,
        Since = At,
        Warnings = ["Look here."],
        Connection = new AccountConnection(At, At, null, 3),
    };

    public static TheoryData<string, AccountStatus, bool> Changes => new()
    {
        { "the same again", Account with { Warnings = [.. Account.Warnings] }, false },
        { "counters", Account with { Counters = new AccountCounters(Events: 7) }, false },
        { "a frame", Account with { Connection = Account.Connection! with { LastFrameAt = At.AddSeconds(1), PingRoundTripMs = 5 } }, false },
        { "an event", Account with { Connection = Account.Connection! with { LastEventAt = At } }, true },
        { "a phase", Account with { Phase = ConnectionPhase.Stale }, true },
        { "a warning", Account with { Warnings = [] }, true },
        { "the backlog", Account with { Delivery = new AccountDelivery(1, At, AccountDelivery.ClosedBreaker, 0) }, true },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Next_AccountThatMovesOrChanges_TellsTheTwoApart(string what, AccountStatus now, bool isChange)
    {
        var before = FleetReading.Empty.Next([Account]);

        var changed = before.Next([now]).ChangedSince(before);

        Assert.True(changed.SequenceEqual(isChange ? [now] : []), what);
    }

    [Fact]
    public void Next_AccountsComeAndGo_SaysWhich()
    {
        var before = FleetReading.Empty.Next([Account]);

        var after = before.Next([Account with { AccountId = "a2" }]);

        Assert.Equal(["a2"], after.ChangedSince(before).Select(static account => account.AccountId));
        Assert.Equal(["a1"], after.RemovedSince(before));
    }

    [Fact]
    public void Failed_Reading_KeepsWhatWasKnownAndSaysWhy()
    {
        var before = FleetReading.Empty.Next([Account]);

        var after = before.Failed("No answer.");

        Assert.Equal((1, "No answer."), (after.Count, after.Trouble));
        Assert.Empty(after.ChangedSince(before));
        Assert.Null(after.Next([Account]).Trouble);
    }
}
