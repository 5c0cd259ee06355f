using FeishuOrleans.Grains.Hosting;

namespace FeishuOrleans.Grains.Tests.Hosting;

public sealed class RetryDelayTests
{
    [Theory]
    [InlineData(0.0, 0.8)]
    [InlineData(0.5, 1.0)]
    [InlineData(0.999999, 1.2)]
    public void Fail_Again_DoublesUpToTheLongestWithJitter(double chance, double factor)
    {
        var retry = new RetryDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Jitter(() => chance));

        var pauses = Enumerable.Range(0, 8).Select(_ => retry.Fail().TotalSeconds).ToArray();

        double[] expected = [1, 2, 4, 8, 16, 30, 30, 30];
        Assert.All(expected.Zip(pauses), pair => Assert.Equal(pair.First * factor, pair.Second, 0.001));
    }

    [Fact]
    public void Fail_ForEver_NeverOverflows()
    {
        var retry = new RetryDelay(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15), new Jitter(static () => 0.5));

        for (var round = 0; round < 10_000; round++)
            Assert.InRange(retry.Fail(), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void Succeed_AfterFailures_StartsAnew()
    {
        var retry = new RetryDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Jitter(static () => 0.5));
        retry.Fail();
        retry.Fail();

        retry.Succeed();

        Assert.Equal((0, TimeSpan.FromSeconds(1)), (retry.Failures, retry.Fail()));
    }

    [Fact]
    public void UpTo_AnyChance_IsPositiveAndNotLonger()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), new Jitter(static () => 0).UpTo(TimeSpan.FromMinutes(1)));
        Assert.InRange(new Jitter(static () => 0.999999).UpTo(TimeSpan.FromMinutes(1)), TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
    }
}
