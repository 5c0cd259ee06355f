using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

public class PlatformWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionFailure Lost = new(FailureKind.Closed, 1006, "lost");
    private static readonly ConnectionFailure Outage = new(FailureKind.DiscoveryUnreachable, null, "refused");
    private static readonly FeishuAccount Account = Named("a");

    private readonly PlatformWatch _watch = new();

    [Theory]
    [InlineData(PlatformWatch.CrowdSize - 1, 0, false)]
    [InlineData(PlatformWatch.CrowdSize, 0, true)]
    [InlineData(PlatformWatch.CrowdSize, 11, false)]
    public void Crowded_OnlyWhenManyFailCloseTogether(int failures, int secondsLater, bool crowded)
    {
        for (var i = 0; i < failures; i++)
            _watch.ReportFailure(Account, Lost, Now);

        Assert.Equal(crowded, _watch.Crowded(Now + TimeSpan.FromSeconds(secondsLater)));
    }

    [Theory]
    [InlineData(PlatformWatch.OutageSize - 1, 0)]
    [InlineData(PlatformWatch.OutageSize, 1)]
    public void ReportDiscovered_WakesOnlyAfterAnOutage(int failures, int woken)
    {
        var listener = new Listener();
        _watch.Add(listener);
        for (var i = 0; i < failures; i++)
            _watch.ReportFailure(Account, Outage, Now);

        _watch.ReportDiscovered(Account);
        _watch.ReportDiscovered(Account);

        Assert.Equal(woken, listener.Woken);
    }

    [Fact]
    public void ReportDiscovered_OnAnotherPlatform_EndsNoOutage()
    {
        var listener = new Listener();
        _watch.Add(listener);
        Fail(PlatformWatch.OutageSize);

        _watch.ReportDiscovered(Account with { BaseAddress = PlatformAddress.Lark });

        Assert.Equal(0, listener.Woken);
        Assert.True(_watch.TryAttempt(Account, Now));
        Assert.False(_watch.TryAttempt(Account, Now));
    }

    [Fact]
    public void TryAttempt_DiscoveryFailsForAll_LetsOneProbeThroughEachInterval()
    {
        Fail(PlatformWatch.OutageSize);

        var first = Enumerable.Range(0, 3).Select(_ => _watch.TryAttempt(Account, Now)).ToArray();
        var next = Enumerable.Range(0, 3).Select(_ => _watch.TryAttempt(Account, Now + PlatformWatch.ProbeInterval)).ToArray();

        Assert.Equal([true, false, false], first);
        Assert.Equal([true, false, false], next);
    }

    [Fact]
    public void TryAttempt_FewAccountsFailOften_HoldsNobody()
    {
        for (var i = 0; i < 10; i++)
            Fail(PlatformWatch.OutageSize - 1);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(_watch.TryAttempt(Account, Now)));
    }

    [Fact]
    public void TryAttempt_AnotherPlatform_IsNotHeld()
    {
        Fail(PlatformWatch.OutageSize);
        _watch.TryAttempt(Account, Now);

        Assert.True(_watch.TryAttempt(Account with { BaseAddress = PlatformAddress.Lark }, Now));
    }

    [Fact]
    public void TryAttempt_AfterRecovery_HoldsNobody()
    {
        Fail(PlatformWatch.OutageSize);
        _watch.TryAttempt(Account, Now);

        _watch.ReportDiscovered(Account);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(_watch.TryAttempt(Account, Now)));
    }

    [Fact]
    public void Remove_WhoLeft_IsNotWoken()
    {
        var listener = new Listener();
        _watch.Add(listener);
        _watch.Remove(listener);
        Fail(PlatformWatch.OutageSize);

        _watch.ReportDiscovered(Account);

        Assert.Equal(0, listener.Woken);
    }

    private static FeishuAccount Named(string id) => new(id, "cli_0123456789abcdef", "secret", PlatformAddress.Feishu);

    private void Fail(int accounts)
    {
        for (var i = 0; i < accounts; i++)
            _watch.ReportFailure(Named($"a{i}"), Outage, Now);
    }

    private sealed class Listener : IFleetListener
    {
        public int Woken { get; private set; }

        public void OnPlatformRecovered(Uri platform) => Woken++;

        public void OnPaceChanged()
        {
            // These tests concern the platform alone.
        }
    }
}
