using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Facts to status, as a pure function.</summary>
internal sealed class StatusMapper(PlatformDomains domains)
{
    /// <summary>The status, or null when there is no such account or its state was not read yet.</summary>
    public AccountStatus? Map(AccountFacts facts, LiveFacts live, string silo)
    {
        var connection = live.Connection;
        if (facts.State is not { Registration: { } registration } state)
            return null;
        var phase = PhaseOf(facts, state, connection);
        return new AccountStatus
        {
            AccountId = facts.AccountId,
            AppId = registration.AppId,
            Domain = domains.NameOf(registration.Domain),
            Wanted = state.Wanted,
            Origin = state.Origin,
            Phase = phase.Phase,
            Since = phase.Since,
            Attempt = phase.Attempt,
            NextAttemptAt = phase.NextAttemptAt,
            Fault = phase.Fault,
            Warnings = [.. WarningsOf(facts, connection), .. DeliveryWarnings.Of(state, live)],
            Identity = state.Identity,
            Connection = ConnectionOf(connection),
            Counters = CountersOf(connection, live.Duplicates),
            Delivery = DeliveryOf(live.Delivery, isPaused: state.Delivery?.PausedSince is not null),
            Silo = silo,
            Epoch = state.Epoch,
        };
    }

    private static PhaseView PhaseOf(AccountFacts facts, AccountState state, ConnectionSnapshot? connection)
    {
        if (!state.IsWanted)
            return new(ConnectionPhase.Stopped, state.WantedSince, 0, null, null);
        if (facts.Obstacle is { } obstacle && connection is not { State: Connected or Stale })
            return new(facts.RetryAt is null ? ConnectionPhase.Faulted : ConnectionPhase.Backoff,
                facts.OwnedSince, facts.Failures, facts.RetryAt, obstacle);
        return connection is null
            ? new(ConnectionPhase.Connecting, facts.OwnedSince, 0, null, state.LastFault)
            : Of(connection.State, state.LastFault);
    }

    private static PhaseView Of(ConnectionState state, AccountFault? lastFault) => state switch
    {
        Connected => new(ConnectionPhase.Connected, state.Since, state.PastFailures.Failures, null, null),
        Stale => new(ConnectionPhase.Stale, state.Since, state.PastFailures.Failures, null, null),
        Backoff backoff => new(ConnectionPhase.Backoff, state.Since, state.PastFailures.Failures, backoff.Due, Faults.Of(backoff)),
        Faulted faulted => new(ConnectionPhase.Faulted, state.Since, state.PastFailures.Failures, faulted.ReprobeAt, Faults.Of(faulted)),
        // Wanted and still stopped: the supervisor has not taken the start yet.
        _ => new(ConnectionPhase.Connecting, state.Since, state.PastFailures.Failures, null, lastFault),
    };

    private static IEnumerable<string> WarningsOf(AccountFacts facts, ConnectionSnapshot? connection) =>
        connection?.State is Backoff { Cause: { Kind: FailureKind.OverLimit } or { Kind: FailureKind.Closed, Code: CloseCode.OverLimit } } limit
            ? facts.Warnings.Prepend(FaultAdvice.For(limit.Cause))
            : facts.Warnings;

    private static AccountConnection? ConnectionOf(ConnectionSnapshot? connection)
    {
        var open = connection?.State switch
        {
            Connected connected => connected,
            Stale stale => stale.Connection,
            _ => null,
        };
        return open is null
            ? null
            : new(open.Since, connection!.LastFrameAt ?? open.LastFrameAt, connection.LastEventAt, connection.PingRoundTrip?.TotalMilliseconds);
    }

    private static AccountCounters CountersOf(ConnectionSnapshot? connection, long duplicates) => connection is null
        ? new(Duplicates: duplicates)
        : new(connection.Counters.Connects, connection.Counters.Events, duplicates, connection.Counters.Acked, connection.Counters.Refused);

    private static AccountDelivery? DeliveryOf(DeliverySnapshot? delivery, bool isPaused) => delivery is null
        ? null
        : new(delivery.Backlog, delivery.OldestPendingAt, BreakerOf(delivery.Breaker), delivery.Parked, isPaused);

    private static string BreakerOf(BreakerState breaker) => breaker switch
    {
        BreakerState.Open => AccountDelivery.OpenBreaker,
        BreakerState.HalfOpen => AccountDelivery.HalfOpenBreaker,
        _ => AccountDelivery.ClosedBreaker,
    };

    private readonly record struct PhaseView(
        ConnectionPhase Phase, DateTimeOffset Since, int Attempt, DateTimeOffset? NextAttemptAt, AccountFault? Fault);
}
