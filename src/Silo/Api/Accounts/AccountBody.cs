using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>Body of <c>PUT /api/accounts/{id}</c>.</summary>
[Description("What is registered. Secrets are sealed before they are stored, and are in no answer.")]
internal sealed record AccountBody(
    [property: Description("App id from the developer console: cli_ and 16 hexadecimal digits. Never changes.")] string AppId,
    [property: Description("App secret from the developer console.")] string AppSecret,
    [property: Description("feishu, lark or the https URL of another platform; without it Feishu:BaseAddress.")] string? Domain = null,
    [property: Description("Whether the account is connected once it is added. Afterwards start and stop decide.")] bool Enabled = true,
    [property: Description("Where events are posted; without it they are kept, and can be streamed.")] WebhookBody? Webhook = null)
{
    public AccountRegistration ToRegistration() => new(AppId, AppSecret, Domain, Enabled, Webhook?.ToRegistration());

    /// <summary>Names the app, hides the secret.</summary>
    public override string ToString() => $"AccountBody {{ AppId = {AppId} }}";
}
