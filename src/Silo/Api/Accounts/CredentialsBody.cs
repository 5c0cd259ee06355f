using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>Body of <c>PUT /api/accounts/{id}/credentials</c>.</summary>
[Description("Another secret for the same app. Sealed before it is stored, and in no answer.")]
internal sealed record CredentialsBody([property: Description("App secret from the developer console.")] string AppSecret)
{
    public SecretRotation ToRotation() => new(AppSecret);

    /// <summary>Hides the secret.</summary>
    public override string ToString() => nameof(CredentialsBody);
}
