using FeishuOrleans.Grains.Dispatch;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a person should know of an account's events, as a pure function.</summary>
internal static class DeliveryWarnings
{
    public static IEnumerable<string> Of(AccountState state, LiveFacts live)
    {
        if (live.Journal is { } trouble)
            yield return $"Events are answered with 500 since {trouble.Since:u}, the platform pushes them again later: {trouble.Problem}.";
        if (state.Delivery?.PausedSince is { } paused)
            yield return $"Delivery is held since {paused:u}; events are received and kept. Resume the account to have them delivered.";
        if (live.Delivery is not { } delivery)
            yield break;
        if (delivery.Problem is { } problem)
            yield return problem;
        if (delivery.Breaker != BreakerState.Closed)
            yield return "The webhook's endpoint fails as a whole: events wait and none is given up for that. Test the webhook, and look at its own log.";
        if (delivery.Parked > 0)
            yield return $"{(delivery.Parked == 1 ? "1 event was" : $"{delivery.Parked} events were")} parked: nothing is tried again without a person. List the parked events, then redrive or drop them.";
    }
}
