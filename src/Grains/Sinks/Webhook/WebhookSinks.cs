namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Makes the sinks of accounts. A change of the registration makes a new one; all share the silo's connections.</summary>
internal sealed class WebhookSinks(WebhookHttp http, TimeProvider time)
{
    /// <param name="target">Where to.</param>
    /// <param name="ownOpenId">The bot's open_id as it is known at the time of the call; null while it is not.</param>
    public IEventSink Create(WebhookTarget target, Func<string?> ownOpenId) => new WebhookSink(target, ownOpenId, http, time);
}
