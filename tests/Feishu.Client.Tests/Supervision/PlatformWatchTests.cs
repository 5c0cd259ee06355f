using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

public class PlatformWatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionFailure Lost = new(FailureKind.Closed, 1006, "lost");
    private static readonly ConnectionFailure Outage = new(FailureKind.DiscoveryUnreachable, null, "refused");

    private readonly PlatformWatch _watch = new();

    [Theory]
    [InlineData(PlatformWatch.CrowdSize - 1, 0, false)]
    [InlineData(PlatformWatch.CrowdSize, 0, true)]
    [InlineData(PlatformWatch.CrowdSize, 11, false)]
    public void Crowded_OnlyWhenManyFailCloseTogether(int failures, int secondsLater, bool crowded)
    {
        for (var i = 0; i < failures; i++)
            _watch.ReportFailure(Lost, Now);

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
            _watch.ReportFailure(Outage, Now);

        _watch.ReportDiscovered();
        _watch.ReportDiscovered();

        Assert.Equal(woken, listener.Woken);
    }

    [Fact]
    public void Remove_WhoLeft_IsNotWoken()
    {
        var listener = new Listener();
        _watch.Add(listener);
        _watch.Remove(listener);
        for (var i = 0; i < PlatformWatch.OutageSize; i++)
            _watch.ReportFailure(Outage, Now);

        _watch.ReportDiscovered();

        Assert.Equal(0, listener.Woken);
    }

    private sealed class Listener : IRecoveryListener
    {
        public int Woken { get; private set; }

        public void OnPlatformRecovered() => Woken++;
    }
}
