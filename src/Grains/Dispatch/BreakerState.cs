namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What an endpoint is let have.</summary>
internal enum BreakerState
{
    /// <summary>Everything.</summary>
    Closed,

    /// <summary>Nothing, for a while.</summary>
    Open,

    /// <summary>One event, which decides.</summary>
    HalfOpen,
}
