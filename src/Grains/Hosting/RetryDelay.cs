namespace FeishuOrleans.Grains.Hosting;

/// <summary>Pauses between tries of one thing: doubling, jittered, never ending.</summary>
internal sealed class RetryDelay(TimeSpan first, TimeSpan longest, Jitter jitter)
{
    private const double Share = 0.2;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Counts a failure and says how long to wait after it.</summary>
    public TimeSpan Fail()
    {
        var pause = Failures < 30 ? first * Math.Pow(2, Failures) : longest;
        Failures = Failures == int.MaxValue ? Failures : Failures + 1;
        return jitter.Around(pause < longest ? pause : longest, Share);
    }

    public void Succeed() => Failures = 0;
}
