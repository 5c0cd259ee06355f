namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>What came back of a request.</summary>
/// <param name="Status">Status code; 0 when none came.</param>
/// <param name="Reason">The code, or the kind of failure; never text of the other side.</param>
/// <param name="RetryAfter">The pause that was asked for.</param>
/// <param name="Body">The whole body when it was wanted and came; null when not, or when it was too long or cut.</param>
internal sealed record WebhookResponse(int Status, string Reason, TimeSpan? RetryAfter, ReadOnlyMemory<byte>? Body)
{
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>What it says about the event or the endpoint: a table, unknown means the endpoint.</summary>
    public DeliveryVerdict Verdict => Status switch
    {
        >= 200 and <= 299 => DeliveryVerdict.Accepted,
        400 or 413 or 422 => DeliveryVerdict.EventRefused,
        _ => DeliveryVerdict.EndpointFailed,
    };

    /// <summary>Whether a failure may be the fault of what was sent: the consumer broke down over it, or took too long.</summary>
    public bool MayBeTheEvent => Status >= 500 || Reason == FailureKind.TimeOut;

    public static WebhookResponse Failed(string reason) => new(0, reason, null, null);
}
