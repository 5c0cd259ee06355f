namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>What is true of an account now. The same shape, as JSON, in the command line tool and over HTTP.</summary>
[GenerateSerializer, Immutable, Alias("feishu.AccountStatus")]
public sealed record AccountStatus
{
    [Id(0)] public required string AccountId { get; init; }
    [Id(1)] public required string AppId { get; init; }

    /// <summary><c>feishu</c>, <c>lark</c> or the URL of the platform in use.</summary>
    [Id(2)] public required string Domain { get; init; }
    [Id(3)] public required WantedPhase Wanted { get; init; }
    [Id(4)] public required AccountOrigin Origin { get; init; }
    [Id(5)] public required ConnectionPhase Phase { get; init; }

    /// <summary>Begin of the present phase.</summary>
    [Id(6)] public required DateTimeOffset Since { get; init; }

    /// <summary>Failed attempts, and connections lost early, since the last stable connection.</summary>
    [Id(7)] public int Attempt { get; init; }
    [Id(8)] public DateTimeOffset? NextAttemptAt { get; init; }
    [Id(9)] public AccountFault? Fault { get; init; }

    /// <summary>Things a person should look at although the account works.</summary>
    [Id(10)] public string[] Warnings { get; init; } = [];
    [Id(11)] public AccountIdentity? Identity { get; init; }
    [Id(12)] public AccountConnection? Connection { get; init; }
    [Id(13)] public AccountCounters Counters { get; init; } = new();
    [Id(14)] public AccountDelivery? Delivery { get; init; }

    /// <summary>Name of the silo that owns the account; null while none does.</summary>
    [Id(15)] public string? Silo { get; init; }

    /// <summary>Grows with every change of owner.</summary>
    [Id(16)] public long Epoch { get; init; }
}

/// <summary>What the operator asked for.</summary>
[GenerateSerializer, Alias("feishu.WantedPhase")]
public enum WantedPhase
{
    Running,
    Stopped,
}

/// <summary>Where the registration comes from.</summary>
[GenerateSerializer, Alias("feishu.AccountOrigin")]
public enum AccountOrigin
{
    /// <summary>Added by a person through a client.</summary>
    Operator,

    /// <summary>Declared in configuration.</summary>
    Declared,

    /// <summary>Was declared once, the declaration is gone.</summary>
    Undeclared,
}

/// <summary>The connection's state, as states of <c>docs/state-machine.md</c>.</summary>
[GenerateSerializer, Alias("feishu.ConnectionPhase")]
public enum ConnectionPhase
{
    Stopped,
    Connecting,
    Connected,
    Stale,
    Backoff,
    Faulted,
}

/// <summary>Why the account is not connected.</summary>
/// <param name="Reason">Stable name of the reason, for programs.</param>
/// <param name="Code">Code of the platform; null when there was none.</param>
/// <param name="Message">What happened, for people.</param>
/// <param name="Advice">What to do about it.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountFault")]
public sealed record AccountFault(
    [property: Id(0)] string Reason,
    [property: Id(1)] long? Code,
    [property: Id(2)] string Message,
    [property: Id(3)] string Advice);

/// <summary>Who the bot is, as the platform said.</summary>
/// <param name="OpenId">The bot's own open_id (<c>ou_…</c>).</param>
/// <param name="Name">Display name.</param>
/// <param name="VerifiedAt">When the platform last confirmed it.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountIdentity")]
public sealed record AccountIdentity(
    [property: Id(0)] string OpenId,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset VerifiedAt);

/// <summary>The open connection.</summary>
[GenerateSerializer, Immutable, Alias("feishu.AccountConnection")]
public sealed record AccountConnection(
    [property: Id(0)] DateTimeOffset ConnectedAt,
    [property: Id(1)] DateTimeOffset LastFrameAt,
    [property: Id(2)] DateTimeOffset? LastEventAt,
    [property: Id(3)] double? PingRoundTripMs);

/// <summary>Counts since the present owner took the account.</summary>
[GenerateSerializer, Immutable, Alias("feishu.AccountCounters")]
public sealed record AccountCounters(
    [property: Id(0)] long Connects = 0,
    [property: Id(1)] long Events = 0,
    [property: Id(2)] long Duplicates = 0,
    [property: Id(3)] long Acked = 0,
    [property: Id(4)] long Refused = 0);

/// <summary>Delivery to the operator's code.</summary>
/// <param name="Backlog">Events received and not finished, parked ones not counted.</param>
/// <param name="OldestPendingAt">When the oldest of them was received; null when there is none.</param>
/// <param name="Breaker"><see cref="ClosedBreaker"/>, <see cref="OpenBreaker"/> or <see cref="HalfOpenBreaker"/>.</param>
/// <param name="Parked">Events that are not delivered until a person decides.</param>
/// <param name="Paused">The operator holds delivery; events are received and kept.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountDelivery")]
public sealed record AccountDelivery(
    [property: Id(0)] long Backlog,
    [property: Id(1)] DateTimeOffset? OldestPendingAt,
    [property: Id(2)] string Breaker,
    [property: Id(3)] long Parked,
    [property: Id(4)] bool Paused = false)
{
    /// <summary>The endpoint takes events, as far as is known.</summary>
    public const string ClosedBreaker = "closed";

    /// <summary>The endpoint fails as a whole: nothing is sent until it is tried again.</summary>
    public const string OpenBreaker = "open";

    /// <summary>The endpoint is being tried again.</summary>
    public const string HalfOpenBreaker = "halfOpen";
}
