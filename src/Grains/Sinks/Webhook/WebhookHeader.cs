namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Names of the headers that a webhook request carries (docs/delivery.md has the table).</summary>
internal static class WebhookHeader
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Signature = "webhook-signature";

    public const string PlatformTimestamp = "X-Lark-Request-Timestamp";
    public const string PlatformNonce = "X-Lark-Request-Nonce";
    public const string PlatformSignature = "X-Lark-Signature";

    public const string Account = "X-FeishuOrleans-Account";
    public const string Sequence = "X-FeishuOrleans-Sequence";
    public const string Attempt = "X-FeishuOrleans-Attempt";
    public const string Epoch = "X-FeishuOrleans-Epoch";
    public const string Mention = "X-FeishuOrleans-Mention";
    public const string Self = "X-FeishuOrleans-Self";
    public const string Mark = "X-FeishuOrleans-Mark";
}
