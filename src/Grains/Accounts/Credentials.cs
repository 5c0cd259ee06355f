using Feishu.Client;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Secrets;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Seals what the operator sends and opens what is stored.</summary>
internal sealed class Credentials(SecretSealer sealer, PlatformDomains domains)
{
    private const string Field = "app-secret";

    public StoredRegistration Seal(string accountId, AccountRegistration registration) =>
        new(registration.AppId, sealer.Seal(accountId, Field, registration.AppSecret), registration.Domain);

    public DeclarationMark Mark(AccountDeclaration declaration)
    {
        var (appId, secret, domain, enabled) = declaration.Registration;
        // None of the parts can contain a line feed.
        return new(sealer.Fingerprint($"{appId}\n{secret}\n{domain}\n{enabled}"), declaration.Revision);
    }

    /// <summary>The account to connect, or the fault that keeps it from being connected.</summary>
    public (FeishuAccount? Account, AccountFault? Fault) Open(string accountId, StoredRegistration registration)
    {
        var secret = sealer.Unseal(accountId, Field, registration.SealedSecret);
        return secret.IsOpen
            ? (new FeishuAccount(accountId, registration.AppId, secret.Text, domains.AddressOf(registration.Domain)), null)
            : (null, Faults.SecretUnreadable(secret.Problem));
    }
}
