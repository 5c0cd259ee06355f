using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Messages;
using FeishuOrleans.Grains.Events;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Posts an account's events to the operator's webhook.</summary>
/// <param name="target">Where to.</param>
/// <param name="ownOpenId">The bot's open_id as it is known now; null while it is not.</param>
/// <param name="http">The silo's HTTP stack.</param>
/// <param name="time">Clock of the signatures.</param>
internal sealed class WebhookSink(WebhookTarget target, Func<string?> ownOpenId, WebhookHttp http, TimeProvider time) : IEventSink
{
    public string Endpoint => target.Endpoint;

    public async Task<DeliveryOutcome> DeliverAsync(EventDelivery delivery, CancellationToken cancellation)
    {
        var envelope = EventEnvelope.TryParse(delivery.Event.Entry.Payload);
        var address = MessageAddress.Of(envelope, ownOpenId());
        var request = WebhookRequest.Of(target, delivery, address, RequestStamp.Of(time.GetUtcNow()));
        DeliverySteps.Reached(DeliverySteps.RequestSending);
        var response = await http.SendAsync(target.Url, request, delivery.WantsAnswer, cancellation);
        DeliverySteps.Reached(DeliverySteps.ResponseReceived);
        return new DeliveryOutcome(response.Verdict, response.Reason, response.RetryAfter, JsonAnswer.Of(response.Body))
        {
            MayBeTheEvent = response.MayBeTheEvent,
        };
    }
}
