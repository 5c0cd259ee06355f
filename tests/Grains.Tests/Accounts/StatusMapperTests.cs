using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class StatusMapperTests
{
    private static readonly DateTimeOffset Owned = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Owned.AddHours(1);
    private static readonly FailureStreak TwoFailures = FailureStreak.None.Add(Failure(FailureKind.Closed)).Add(Failure(FailureKind.Closed));
    private static readonly AccountFault LastFault = new("credentialInvalid", 1, "before", "advice");

    private static readonly AccountFacts Facts = new()
    {
        AccountId = "a1",
        State = new AccountState
        {
            Registration = new StoredRegistration("cli_0123456789abcdef", "sealed", "lark"),
            Wanted = WantedPhase.Running,
            WantedSince = Owned.AddDays(-1),
            Epoch = 4,
            LastFault = LastFault,
        },
        OwnedSince = Owned,
    };

    [Fact]
    public void Map_NoConnectionYet_IsConnectingWithTheFaultBefore()
    {
        var status = Map(Facts, null);

        Assert.Equal((ConnectionPhase.Connecting, Owned, LastFault, "lark", "silo", 4L),
            (status.Phase, status.Since, status.Fault, status.Domain, status.Silo, status.Epoch));
    }

    [Fact]
    public void Map_NotWanted_IsStoppedSinceThen()
    {
        var status = Map(Facts with { State = Facts.State! with { Wanted = WantedPhase.Stopped } }, Snapshot(new Stopped(Now, "operator")));

        Assert.Equal((ConnectionPhase.Stopped, Owned.AddDays(-1), null), (status.Phase, status.Since, status.Fault));
    }

    [Fact]
    public void Map_Connected_ShowsTheConnectionAndNoFault()
    {
        var status = Map(Facts, Snapshot(new Connected(Now, TwoFailures, Now, null, Now, 1)) with { PingRoundTrip = TimeSpan.FromMilliseconds(12) });

        Assert.Equal((ConnectionPhase.Connected, 2, null), (status.Phase, status.Attempt, status.Fault));
        Assert.Equal(new AccountConnection(Now, Now, null, 12), status.Connection);
    }

    [Fact]
    public void Map_Stale_StillShowsTheConnection()
    {
        var connected = new Connected(Owned, FailureStreak.None, Owned, null, Owned, 1);

        var status = Map(Facts, Snapshot(new Stale(Now, connected, Now)));

        Assert.Equal((ConnectionPhase.Stale, Now, Owned), (status.Phase, status.Since, status.Connection!.ConnectedAt));
    }

    [Fact]
    public void Map_Backoff_SaysWhyAndWhenNext()
    {
        var status = Map(Facts, Snapshot(new Backoff(Now, TwoFailures, Now.AddSeconds(5), Failure(FailureKind.DiscoveryRefused) with { Code = 1 })));

        Assert.Equal((ConnectionPhase.Backoff, 2, Now.AddSeconds(5)), (status.Phase, status.Attempt, status.NextAttemptAt));
        Assert.Equal(("discoveryRefused", 1L), (status.Fault!.Reason, status.Fault.Code));
        Assert.Empty(status.Warnings);
    }

    [Theory]
    [InlineData(FailureKind.OverLimit, 1000040350L)]
    [InlineData(FailureKind.Closed, 3001L)]
    public void Map_OverLimit_WarnsThatItMayBeConnectedElsewhere(FailureKind kind, long code)
    {
        var status = Map(Facts, Snapshot(new Backoff(Now, TwoFailures, Now, Failure(kind) with { Code = code })));

        Assert.Contains("connected elsewhere", Assert.Single(status.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Map_EveryFaultReason_HasItsOwnNameAndAdvice()
    {
        var faults = Enum.GetValues<FaultReason>()
            .Select(static reason => Map(Facts, Snapshot(new Faulted(Now, reason, Failure(FailureKind.DiscoveryRefused), Now))).Fault!)
            .ToArray();

        Assert.Equal(faults.Length, faults.Select(static fault => fault.Reason).Distinct().Count());
        Assert.All(faults, static fault => Assert.NotEmpty(fault.Advice));
        Assert.Contains("credentialInvalid", faults.Select(static fault => fault.Reason));
    }

    [Fact]
    public void Map_ObstacleThatIsRetried_IsBackoff()
    {
        var obstacle = Faults.Storage("what", "why");

        var status = Map(Facts with { Obstacle = obstacle, RetryAt = Now, Failures = 3 }, null);

        Assert.Equal((ConnectionPhase.Backoff, obstacle, Now, 3), (status.Phase, status.Fault, status.NextAttemptAt, status.Attempt));
    }

    [Fact]
    public void Map_ObstacleOnlyAPersonCanRemove_IsFaulted() =>
        Assert.Equal(ConnectionPhase.Faulted, Map(Facts with { Obstacle = Faults.SecretUnreadable("why") }, null).Phase);

    [Fact]
    public void Map_RemovedOrUnread_IsNothing()
    {
        Assert.Null(Mapper().Map(Facts with { State = null }, Live(null), "silo"));
        Assert.Null(Mapper().Map(Facts with { State = new AccountState() }, Live(null), "silo"));
    }

    [Theory]
    [InlineData(null, "feishu")]
    [InlineData("feishu", "feishu")]
    [InlineData("https://open.larksuite.com", "lark")]
    [InlineData("https://open.example.com:8443/", "https://open.example.com:8443")]
    public void Map_Domain_IsShownShort(string? domain, string shown) =>
        Assert.Equal(shown, Map(Facts with { State = Facts.State! with { Registration = Facts.State.Registration! with { Domain = domain } } }, null).Domain);

    private static StatusMapper Mapper() => new(new PlatformDomains(Options.Create(new PlatformOptions())));

    private static AccountStatus Map(AccountFacts facts, ConnectionSnapshot? connection) => Mapper().Map(facts, Live(connection), "silo")!;

    private static LiveFacts Live(ConnectionSnapshot? connection) => new(connection, null, 0, null);

    private static ConnectionFailure Failure(FailureKind kind) => new(kind, null, "detail");

    private static ConnectionSnapshot Snapshot(ConnectionState state) => new()
    {
        State = state,
        LastFrameAt = null,
        LastEventAt = null,
        PingRoundTrip = null,
        Counters = new ConnectionCounters(),
        DisconnectedSince = null,
        IsStuck = false,
    };
}
