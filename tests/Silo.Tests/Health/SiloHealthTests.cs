using FeishuOrleans.Silo.Health;
using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.Silo.Tests.Health;

public sealed class SiloHealthTests
{
    [Theory]
    [InlineData(SiloStatus.Created, false)]
    [InlineData(SiloStatus.Joining, false)]
    [InlineData(SiloStatus.Active, true)]
    [InlineData(SiloStatus.ShuttingDown, false)]
    [InlineData(SiloStatus.Dead, false)]
    public void Health_OfEachStatus(SiloStatus status, bool isHealthy)
    {
        using var lifetime = new Lifetime();
        var health = new SiloHealth(() => status, static () => true, lifetime);

        Assert.Equal(isHealthy, health.IsStarted);
        Assert.Equal(isHealthy, health.IsReady);
        Assert.Equal(isHealthy, health.IsDegraded);
    }

    [Fact]
    public void Health_ToldToStop_IsNotReadyAlthoughStillActive()
    {
        using var lifetime = new Lifetime();
        var health = new SiloHealth(() => SiloStatus.Active, static () => true, lifetime);

        lifetime.StopApplication();

        Assert.True(health.IsStarted);
        Assert.False(health.IsReady);
        Assert.False(health.IsDegraded);
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
