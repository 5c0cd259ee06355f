namespace FeishuOrleans.Grains.Accounts;

/// <summary>A webhook echoed the challenge.</summary>
/// <param name="About">Which one.</param>
/// <param name="At">When.</param>
internal sealed record WebhookEcho(StoredWebhook About, DateTimeOffset At);
