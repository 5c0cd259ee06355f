using Feishu.Client.Supervision;

namespace Feishu.Client;

/// <summary>A connection at one moment.</summary>
public sealed record ConnectionSnapshot
{
    public required ConnectionState State { get; init; }

    /// <summary>Arrival of the newest frame on the present socket; null while there is none.</summary>
    public required DateTimeOffset? LastFrameAt { get; init; }

    /// <summary>Arrival of the newest event on any socket of the account.</summary>
    public required DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Time from the newest answered ping to its pong.</summary>
    public required TimeSpan? PingRoundTrip { get; init; }

    public required ConnectionCounters Counters { get; init; }

    /// <summary>Since when the account is wanted and not connected; null while it is connected or stopped.</summary>
    public required DateTimeOffset? DisconnectedSince { get; init; }

    /// <summary>The supervisor itself made no progress for <see cref="SupervisionOptions.StaleAfter"/> past its own due time:
    /// the connection object is to be disposed and made anew.</summary>
    public required bool IsStuck { get; init; }
}
