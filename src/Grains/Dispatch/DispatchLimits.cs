namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Limits of dispatch that are promises (docs/delivery.md) and not settings.</summary>
internal static class DispatchLimits
{
    /// <summary>Failures in a row that open an endpoint's breaker.</summary>
    public const int BreakerThreshold = 5;

    /// <summary>Payloads kept ahead for one account.</summary>
    public const int CachedEvents = 1_024, CachedBytes = 1 << 20;

    /// <summary>Payloads kept ahead for all accounts of a silo.</summary>
    public const long CachedBytesOfSilo = 256L << 20;

    /// <summary>One read of the journal.</summary>
    public const int PageEvents = 256, PageBytes = 512 * 1024;

    /// <summary>One read of the journal for an event whose payload was not kept.</summary>
    public const int ReloadEvents = 32, ReloadBytes = 128 * 1024;

    /// <summary>Events of one account that are known and not finished: numbers only, 24 bytes each.</summary>
    public const int KnownEvents = 500_000;

    /// <summary>Failing events of one account that wait for their next try; one more is parked.</summary>
    public const int RetryingEvents = 10_000;

    /// <summary>Longest time between a finished event and the save that notes it.</summary>
    public static readonly TimeSpan SaveInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a gap in what dispatch is told is taken for a difference of two threads.</summary>
    public static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(20);

    /// <summary>How long somebody may ask the operator's code for a callback's answer; it is late then.</summary>
    public static readonly TimeSpan CallbackPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long a close waits for requests under way.</summary>
    public static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long a person, or a close, waits for a save.</summary>
    public static readonly TimeSpan SaveLimit = TimeSpan.FromSeconds(5);
}
