namespace Feishu.Client.Supervision;

/// <summary>
/// Where a connection stands: one value, and nothing beside it. Every member carries its own data.
/// All transitions are in <see cref="ConnectionMachine"/>; the table is docs/state-machine.md.
/// </summary>
/// <param name="Since">Begin of this state.</param>
public abstract record ConnectionState(DateTimeOffset Since)
{
    /// <summary>When the state is left, or looked at again, if nothing else happens. Null only for <see cref="Stopped"/>:
    /// no other state can last without a timed exit.</summary>
    public abstract DateTimeOffset? DueAt { get; }

    /// <summary>Failures since the last stable connection.</summary>
    public virtual FailureStreak PastFailures => FailureStreak.None;
}

/// <summary>Not wanted.</summary>
/// <param name="Since">Begin of this state.</param>
/// <param name="By">Who stopped it.</param>
public sealed record Stopped(DateTimeOffset Since, string By) : ConnectionState(Since)
{
    public override DateTimeOffset? DueAt => null;
}

/// <summary>On the way: waiting for its turn, asking for a ticket, opening the socket, or waiting for the first frame.</summary>
/// <param name="Since">Begin of this attempt.</param>
/// <param name="Streak">Failures before this attempt.</param>
/// <param name="Stage">How far the attempt is.</param>
/// <param name="Deadline">End of the stage.</param>
public sealed record Connecting(DateTimeOffset Since, FailureStreak Streak, ConnectStage Stage, DateTimeOffset Deadline)
    : ConnectionState(Since)
{
    public override DateTimeOffset? DueAt => Deadline;

    public override FailureStreak PastFailures => Streak;
}

/// <summary>A frame has arrived on an open socket, and frames keep arriving.</summary>
/// <param name="Since">Arrival of the first frame.</param>
/// <param name="Streak">Failures before; forgotten once the connection was stable.</param>
/// <param name="LastFrameAt">Arrival of the newest frame the machine was told of.</param>
/// <param name="OpenPing">The ping that nothing has answered yet; null when there is none.</param>
/// <param name="NextPingAt">When the next ping is due.</param>
/// <param name="Pongs">Pongs received on this connection.</param>
public sealed record Connected(
    DateTimeOffset Since,
    FailureStreak Streak,
    DateTimeOffset LastFrameAt,
    OpenPing? OpenPing,
    DateTimeOffset NextPingAt,
    long Pongs)
    : ConnectionState(Since)
{
    /// <summary>Both directions work: a ping of ours was answered.</summary>
    public bool IsProved => Pongs > 0;

    public override DateTimeOffset? DueAt => OpenPing is { } ping ? ping.AnswerDueAt : NextPingAt;

    public override FailureStreak PastFailures => Streak;
}

/// <summary>A ping on its way.</summary>
/// <param name="SentAt">When it was sent.</param>
/// <param name="AnswerDueAt">By when some frame must have come back.</param>
public readonly record struct OpenPing(DateTimeOffset SentAt, DateTimeOffset AnswerDueAt);

/// <summary>A ping stayed without any frame back. The socket gets a grace, then it is aborted.</summary>
/// <param name="Since">Begin of this state.</param>
/// <param name="Connection">The connection as it was.</param>
/// <param name="GraceEnds">When the socket is given up.</param>
public sealed record Stale(DateTimeOffset Since, Connected Connection, DateTimeOffset GraceEnds) : ConnectionState(Since)
{
    public override DateTimeOffset? DueAt => GraceEnds;

    public override FailureStreak PastFailures => Connection.Streak;
}

/// <summary>Waiting to try again.</summary>
/// <param name="Since">Begin of this state.</param>
/// <param name="Streak">Failures so far, this one included.</param>
/// <param name="Due">When the next attempt begins.</param>
/// <param name="Cause">Why the last attempt or connection ended.</param>
/// <param name="IsHeld">It was due while discovery failed for all, and left the attempt to the probe.</param>
public sealed record Backoff(DateTimeOffset Since, FailureStreak Streak, DateTimeOffset Due, ConnectionFailure Cause, bool IsHeld = false)
    : ConnectionState(Since)
{
    public override DateTimeOffset? DueAt => Due;

    public override FailureStreak PastFailures => Streak;
}

/// <summary>The platform refused for a reason that trying again does not mend. Tried again slowly all the same.</summary>
/// <param name="Since">Begin of this state.</param>
/// <param name="Reason">Why, with advice in <see cref="FaultAdvice"/>.</param>
/// <param name="Cause">The refusal.</param>
/// <param name="ReprobeAt">When it is tried again.</param>
public sealed record Faulted(DateTimeOffset Since, FaultReason Reason, ConnectionFailure Cause, DateTimeOffset ReprobeAt)
    : ConnectionState(Since)
{
    public override DateTimeOffset? DueAt => ReprobeAt;
}
