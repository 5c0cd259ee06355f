namespace FeishuOrleans.Grains.Accounts;

/// <summary>A registration as it is kept.</summary>
/// <param name="AppId">App id. Never changes.</param>
/// <param name="SealedSecret">App secret, sealed.</param>
/// <param name="Domain">Domain as the operator wrote it; null for the service's default.</param>
/// <param name="Webhook">Where events are posted; null when they are only kept.</param>
[GenerateSerializer, Immutable, Alias("feishu.StoredRegistration")]
internal sealed record StoredRegistration(
    [property: Id(0)] string AppId,
    [property: Id(1)] string SealedSecret,
    [property: Id(2)] string? Domain,
    [property: Id(3)] StoredWebhook? Webhook = null);
