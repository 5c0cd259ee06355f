using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>What the operator wants of an account: written by a person, never changed by the service.</summary>
/// <param name="AppId">App id from the developer console, <c>cli_</c> and 16 hexadecimal digits.</param>
/// <param name="AppSecret">App secret in clear. Sealed before it is stored, never returned.</param>
/// <param name="Domain"><c>feishu</c>, <c>lark</c>, an https URL (http on loopback only), or null for <c>Feishu:BaseAddress</c>.</param>
/// <param name="Enabled">Whether the account is to be connected.</param>
/// <param name="Webhook">Where its events are to be posted; null keeps them without delivering.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountRegistration")]
public sealed record AccountRegistration(
    [property: Id(0)] string AppId,
    [property: Id(1)] string AppSecret,
    [property: Id(2)] string? Domain = null,
    [property: Id(3)] bool Enabled = true,
    [property: Id(4)] WebhookRegistration? Webhook = null)
{
    /// <summary>Names the app, hides the secrets.</summary>
    public override string ToString() => $"AccountRegistration {{ AppId = {AppId}, Domain = {Domain ?? "(default)"} }}";
}

/// <summary>An account declared in configuration (<c>Accounts:&lt;id&gt;</c>).</summary>
/// <param name="Registration">What is declared.</param>
/// <param name="Revision"><c>Accounts:Revision</c>: a declaration with a lower one than last applied is ignored.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountDeclaration")]
public sealed record AccountDeclaration(
    [property: Id(0)] AccountRegistration Registration,
    [property: Id(1)] long Revision);
