using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Watching;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Watching;

public sealed class ChangeDetectorTests
{
    private static readonly AccountStatus Account = Statuses.Connected("a1") with { Warnings = ["w"] };

    private readonly ChangeDetector _changes = new();

    public static TheoryData<string, AccountStatus> Changed => new()
    {
        { "phase", Account with { Phase = ConnectionPhase.Stale } },
        { "a new connection between two looks", Account with { Since = Account.Since.AddSeconds(1) } },
        { "attempt", Account with { Attempt = 1 } },
        { "fault", Account with { Fault = new AccountFault("r", null, "m", "a") } },
        { "warnings", Account with { Warnings = ["other"] } },
        { "name", Account with { Identity = Account.Identity! with { Name = "other" } } },
        { "silo", Account with { Silo = null } },
        { "epoch", Account with { Epoch = 2 } },
    };

    public static TheoryData<string, AccountStatus> Unchanged => new()
    {
        { "nothing", Account with { Warnings = ["w"] } },
        { "frames", Account with { Connection = Account.Connection! with { LastFrameAt = Account.Since.AddMinutes(1) } } },
        { "events", Account with { Counters = Account.Counters with { Events = 8 } } },
        { "confirmation", Account with { Identity = Account.Identity! with { VerifiedAt = Account.Since.AddDays(1) } } },
    };

    [Fact]
    public void Next_FirstLook_EveryAccountIsAChange() =>
        Assert.Equal(["a1", "a2"], _changes.Next([Account, Statuses.Connecting("a2")]).Select(change => change.AccountId));

    [Theory]
    [MemberData(nameof(Changed))]
    public void Next_StateChanged_IsAChange(string what, AccountStatus now)
    {
        _changes.Next([Account]);

        Assert.True(_changes.Next([now]).Count == 1, what);
    }

    [Theory]
    [MemberData(nameof(Unchanged))]
    public void Next_OnlyMotion_IsNoChange(string what, AccountStatus now)
    {
        _changes.Next([Account]);

        Assert.True(_changes.Next([now]).Count == 0, what);
    }

    [Fact]
    public void Next_AccountGone_IsARemovalOnce()
    {
        _changes.Next([Account]);

        Assert.Equal([new AccountChange("a1", null)], _changes.Next([]));
        Assert.Empty(_changes.Next([]));
    }
}
