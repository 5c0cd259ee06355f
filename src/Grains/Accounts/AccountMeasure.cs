using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>An account of this silo, for what is measured.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Status">Its status; null while its state could not be read.</param>
/// <param name="DisconnectedSince">Since when its connection object has been without connection; null while connected, stopped, or without one.</param>
internal sealed record AccountMeasure(string AccountId, AccountStatus? Status, DateTimeOffset? DisconnectedSince)
{
    /// <summary>The phase, as far as one can tell.</summary>
    public ConnectionPhase Phase => Status?.Phase ?? ConnectionPhase.Connecting;

    /// <summary>How long the account has been wanted and not connected; zero when it is connected or not wanted.</summary>
    public TimeSpan Disconnected(DateTimeOffset now) => Status is { Phase: not (ConnectionPhase.Connected or ConnectionPhase.Stale or ConnectionPhase.Stopped) } status
        ? Age(DisconnectedSince ?? status.Since, now)
        : TimeSpan.Zero;

    /// <summary>How long the oldest event has been waiting for its delivery.</summary>
    public TimeSpan BacklogAge(DateTimeOffset now) => Status?.Delivery?.OldestPendingAt is { } oldest ? Age(oldest, now) : TimeSpan.Zero;

    private static TimeSpan Age(DateTimeOffset since, DateTimeOffset now) => now > since ? now - since : TimeSpan.Zero;
}
