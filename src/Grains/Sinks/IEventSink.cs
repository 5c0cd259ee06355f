namespace FeishuOrleans.Grains.Sinks;

/// <summary>The way to the operator's code. Thread-safe; made per account and registration.</summary>
internal interface IEventSink
{
    /// <summary>Which endpoint it goes to, scheme, host and port: what shares a breaker and a limit of concurrency.</summary>
    string Endpoint { get; }

    /// <summary>Delivers one event once. Never throws but for cancellation; takes at most <c>Dispatch:Timeout</c>.</summary>
    Task<DeliveryOutcome> DeliverAsync(EventDelivery delivery, CancellationToken cancellation);
}
