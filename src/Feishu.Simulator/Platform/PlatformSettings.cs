namespace Feishu.Simulator.Platform;

/// <summary>Rules of the platform that tests bend. Replaced as a whole at run time.</summary>
public sealed record PlatformSettings
{
    /// <summary>An unknown app id is registered with the first secret seen. Default off; on when run alone.</summary>
    public bool AutoRegister { get; init; }

    /// <summary>Time a client has to acknowledge. Default 3 s.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Pauses before the re-pushes. Default 15 s, 5 min, 1 h, 6 h.</summary>
    public IReadOnlyList<TimeSpan> RepushDelays { get; init; } =
        [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>Factor on <see cref="RepushDelays"/>. Default 1.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>A re-push carries the frame header <c>message_id</c> of the first push. Default on.</summary>
    public bool SameMessageIdOnRepush { get; init; } = true;

    /// <summary>
    /// SeqID and LogID use all 64 bits. Default on. The official node client reads them as JavaScript numbers and
    /// echoes them rounded; off keeps them below 2^53, where that does not show.
    /// </summary>
    public bool WideIds { get; init; } = true;

    /// <summary>Live connections an app may have. Default 50.</summary>
    public int ConnectionLimit { get; init; } = 50;

    /// <summary>How more are refused. Default at discovery.</summary>
    public LimitManner LimitManner { get; init; }

    /// <summary>
    /// A connection from which nothing came for this many ping intervals is dropped; 0 for never. Default 0.
    /// </summary>
    public double IdleIntervals { get; init; }

    /// <summary>Every connection is dropped at this age; zero for never. Default zero.</summary>
    public TimeSpan DropEvery { get; init; }

    /// <summary>
    /// How long a connection whose client vanished without a close frame still counts, and still gets events
    /// that nobody receives. Default zero.
    /// </summary>
    public TimeSpan GhostLifetime { get; init; }

    /// <summary>How long a ticket may be used. Default 60 s.</summary>
    public TimeSpan TicketLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Life of a tenant access token. Default 2 h.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Messages to one chat in any second; 0 for no limit. Default 5.</summary>
    public int ChatSendLimit { get; init; } = 5;

    /// <summary>Messages of one app in any second; 0 for no limit. Default 50.</summary>
    public int AppSendLimit { get; init; } = 50;

    /// <summary>Messages of one app in any minute; 0 for no limit. Default 1,000.</summary>
    public int AppSendLimitPerMinute { get; init; } = 1000;

    internal void Validate()
    {
        Require(AckTimeout > TimeSpan.Zero, "ackTimeout must be positive.");
        Require(RepushDelays.All(delay => delay > TimeSpan.Zero), "repushDelays must be positive.");
        Require(double.IsFinite(TimeScale) && TimeScale > 0, "timeScale must be positive.");
        Require(ConnectionLimit >= 0, "connectionLimit must not be negative.");
        Require(double.IsFinite(IdleIntervals) && IdleIntervals >= 0, "idleIntervals must not be negative.");
        Require(DropEvery >= TimeSpan.Zero, "dropEvery must not be negative.");
        Require(GhostLifetime >= TimeSpan.Zero, "ghostLifetime must not be negative.");
        Require(TicketLifetime > TimeSpan.Zero, "ticketLifetime must be positive.");
        Require(TokenLifetime > TimeSpan.Zero, "tokenLifetime must be positive.");
        Require(ChatSendLimit >= 0, "chatSendLimit must not be negative.");
        Require(AppSendLimit >= 0, "appSendLimit must not be negative.");
        Require(AppSendLimitPerMinute >= 0, "appSendLimitPerMinute must not be negative.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
