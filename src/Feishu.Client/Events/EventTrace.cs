using System.Diagnostics;

namespace Feishu.Client.Events;

/// <summary>
/// The span of an event, from its last byte to its acknowledgement, in the source <c>Feishu.Client</c>; what the handler does is
/// below it. Without a listener nothing is made.
/// </summary>
internal static class EventTrace
{
    private static readonly ActivitySource Source = new("Feishu.Client");

    public static Activity? Begin(ReceivedEvent received)
    {
        if (Source.StartActivity("feishu.event.receive", ActivityKind.Consumer) is not { } span)
            return null;
        span.SetTag("feishu.account.id", received.AccountId);
        span.SetTag("feishu.event.id", received.EventId);
        span.SetTag("feishu.event.type", received.Type);
        span.SetTag("feishu.delivery.id", received.DeliveryId);
        span.SetTag("feishu.trace.id", received.TraceId);
        return span;
    }

    public static void End(Activity? span, HandlerVerdict verdict) => span?.SetTag("feishu.ack.code", verdict.Code);
}
