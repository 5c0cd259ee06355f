using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

public sealed class PlatformTroubleTests
{
    private static readonly Uri Platform = new("https://open.feishu.cn");
    private static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ConnectionFailure Unreachable = new(FailureKind.DiscoveryUnreachable, null, "Connection refused");

    private readonly PlatformWatch _watch = new();

    [Fact]
    public void Troubles_ThreeFailuresInARow_SinceTheFirst()
    {
        Fail("a", Begin);
        Fail("b", Begin.AddSeconds(1));
        Assert.Empty(_watch.TroublesAt(Begin.AddSeconds(1)));

        Fail("a", Begin.AddSeconds(2));

        Assert.Equal(new PlatformTrouble(Platform, Begin, 3, "Connection refused"), Assert.Single(_watch.TroublesAt(Begin.AddSeconds(2))));
    }

    [Fact]
    public void Troubles_ATicketInBetween_BeginAnew()
    {
        Fail("a", Begin);
        Fail("a", Begin);
        _watch.ReportDiscovered(Account("b"));
        Fail("a", Begin);

        Assert.Empty(_watch.TroublesAt(Begin));
    }

    [Fact]
    public void Troubles_NobodyTriesAnyMore_AreForgotten()
    {
        for (var i = 0; i < PlatformWatch.TroubleSize; i++)
            Fail("a", Begin);

        Assert.Single(_watch.TroublesAt(Begin + PlatformWatch.TroubleMemory));
        Assert.Empty(_watch.TroublesAt(Begin + PlatformWatch.TroubleMemory + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Troubles_RefusalsOfAccounts_AreNone()
    {
        for (var i = 0; i < PlatformWatch.TroubleSize; i++)
            _watch.ReportFailure(Account("a"), new ConnectionFailure(FailureKind.DiscoveryRefused, 514, "no"), Begin);

        Assert.Empty(_watch.TroublesAt(Begin));
    }

    private void Fail(string account, DateTimeOffset at) => _watch.ReportFailure(Account(account), Unreachable, at);

    private static FeishuAccount Account(string id) => new(id, "cli_0123456789abcdef", "secret", Platform);
}
