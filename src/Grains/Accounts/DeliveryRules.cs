using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What requests about delivery mean, as pure functions of what is stored.</summary>
internal static class DeliveryRules
{
    public static Decision SetWebhook(AccountState now, StoredWebhook? webhook)
    {
        if (now.Registration is not { } registration)
            return AccountRules.Unknown;
        return webhook is null && registration.Webhook is null
            ? new Decision.Keep()
            : new Decision.Change(Register(now, registration with { Webhook = webhook }));
    }

    public static Decision Pause(AccountState now, DateTimeOffset at) => now switch
    {
        { Registration: null } => AccountRules.Unknown,
        { Delivery: null } => NoWebhook,
        { Delivery.PausedSince: not null } => new Decision.Keep(),
        { Delivery: var delivery } => new Decision.Change(now with { Delivery = delivery with { PausedSince = at } }),
    };

    public static Decision Resume(AccountState now) => now switch
    {
        { Registration: null } => AccountRules.Unknown,
        { Delivery: null } => NoWebhook,
        { Delivery.PausedSince: null } => new Decision.Keep(),
        { Delivery: var delivery } => new Decision.Change(now with { Delivery = delivery with { PausedSince = null } }),
    };

    /// <summary>What needs a webhook was asked of an account without one.</summary>
    public static Decision.Refuse NoWebhook { get; } =
        new(RefusalKind.WrongState, "The account has no webhook, so nothing is delivered. Set one first.");

    /// <summary>Puts a registration in place. A first webhook begins delivery, another one goes on with it, none ends it.</summary>
    public static AccountState Register(AccountState now, StoredRegistration next)
    {
        var delivery = next.Webhook is null ? null : now.Delivery ?? new StoredDelivery();
        // Whatever the present webhook has shown, the next one has to show it anew.
        return now with { Registration = next, Delivery = delivery is null ? null : delivery with { EchoedAt = null } };
    }

    /// <summary>The echo of the challenge, if it is about the present webhook.</summary>
    public static AccountState Fold(AccountState now, WebhookEcho? echo) =>
        echo is not null && now is { Delivery: { EchoedAt: null } delivery } && now.Registration?.Webhook == echo.About
            ? now with { Delivery = delivery with { EchoedAt = echo.At } }
            : now;
}
