namespace FeishuOrleans.Grains.Sinks;

/// <summary>What a try came to.</summary>
/// <param name="Verdict">What it says about the event or the endpoint.</param>
/// <param name="Reason">For status and parked events: a status code or the kind of failure, never text of the consumer.</param>
/// <param name="RetryAfter">The pause that the endpoint asked for; null when it did not.</param>
/// <param name="Answer">What the operator's code answers to a callback that asked for it, a JSON object; empty when it gave none.</param>
internal sealed record DeliveryOutcome(DeliveryVerdict Verdict, string Reason, TimeSpan? RetryAfter = null, ReadOnlyMemory<byte> Answer = default)
{
    /// <summary>Whether a failed try may be the fault of this one event, as far as one can tell: 5xx and time-outs. Others concern the endpoint for sure.</summary>
    public bool MayBeTheEvent { get; init; }
}

/// <summary>The classes of outcomes (docs/delivery.md).</summary>
internal enum DeliveryVerdict
{
    /// <summary>2xx: the operator's code has it.</summary>
    Accepted,

    /// <summary>400, 413, 422: this event will never be taken; park it.</summary>
    EventRefused,

    /// <summary>Everything else: the endpoint is not up to it now; try again, park nothing.</summary>
    EndpointFailed,
}
