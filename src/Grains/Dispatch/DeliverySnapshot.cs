namespace FeishuOrleans.Grains.Dispatch;

/// <summary>How delivery of an account is doing.</summary>
/// <param name="Backlog">Events that are neither accepted nor parked.</param>
/// <param name="OldestPendingAt">When the oldest of them that is in memory was received; null when there is none.</param>
/// <param name="Breaker">Whether the endpoint is let have events.</param>
/// <param name="Parked">Events that wait for a person.</param>
/// <param name="IsPaused">The operator holds delivery.</param>
/// <param name="Problem">Why the journal does not do its part for delivery; null when it does.</param>
internal sealed record DeliverySnapshot(
    long Backlog, DateTimeOffset? OldestPendingAt, BreakerState Breaker, long Parked, bool IsPaused, string? Problem);
