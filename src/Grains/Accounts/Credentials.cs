using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Names the parts in which a registration is not the stored one. A secret that cannot be read differs.</summary>
    public IReadOnlyList<string> Differences(string accountId, StoredRegistration stored, AccountRegistration registration)
    {
        var differences = new List<string>();
        if (stored.AppId != registration.AppId)
            differences.Add($"app id ({stored.AppId})");
        if (stored.Domain != registration.Domain)
            differences.Add($"domain ({stored.Domain ?? "the default"})");
        if (sealer.Unseal(accountId, Field, stored.SealedSecret) is not { IsOpen: true, Text: var secret } || !IsSame(secret, registration.AppSecret))
            differences.Add("app secret");
        return differences;
    }

    public DeclarationMark Mark(AccountDeclaration declaration)
    {
        var (appId, secret, domain, enabled) = declaration.Registration;
        // None of the parts can contain a line feed.
        return new(sealer.Fingerprint($"{appId}\n{secret}\n{domain}\n{enabled}"), declaration.Revision);
    }

    // Whoever may register accounts must not find out a secret by the time a wrong one takes.
    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>The account to connect, or the fault that keeps it from being connected.</summary>
    public (FeishuAccount? Account, AccountFault? Fault) Open(string accountId, StoredRegistration registration)
    {
        var secret = sealer.Unseal(accountId, Field, registration.SealedSecret);
        return secret.IsOpen
            ? (new FeishuAccount(accountId, registration.AppId, secret.Text, domains.AddressOf(registration.Domain)), null)
            : (null, Faults.SecretUnreadable(secret.Problem));
    }
}
