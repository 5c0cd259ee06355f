using Feishu.Client;
using Feishu.Client.OpenApi;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>Asks the platform about a secret before it replaces one that works.</summary>
internal sealed class SecretCheck(IBotInfoApi api, PlatformDomains domains, IGrainContextAccessor context)
{
    private const int TooManyRequests = 429, ServerError = 500;

    private readonly string _accountId = context.AccountId();

    /// <summary>Why the secret must not be stored; null when the platform accepts it for this app and the bot is the one that is known.</summary>
    public async Task<Decision.Refuse?> ExplainAsync(AccountState state, string appSecret)
    {
        if (state.Registration is not { } registration)
            return AccountRules.Unknown;
        if (RegistrationCheck.Explain(_accountId, new AccountRegistration(registration.AppId, appSecret, registration.Domain)) is { } problem)
            return new Decision.Refuse(RefusalKind.InvalidInput, problem);
        try
        {
            // Under a name of its own: the token of the present secret stays in use.
            var asked = new FeishuAccount($"{_accountId} (new secret)", registration.AppId, appSecret, domains.AddressOf(registration.Domain));
            var bot = await api.GetAsync(asked, CancellationToken.None);
            return state.Identity is null || state.Identity.OpenId == bot.OpenId
                ? null
                : new Decision.Refuse(RefusalKind.InvalidInput, "The new secret leads to another bot than the one that is known. Nothing was changed; check in the developer console whose secret it is.");
        }
        catch (OpenApiException failure)
        {
            return Judge(failure);
        }
    }

    /// <summary>Too many calls and a failing server say nothing about the secret.</summary>
    private static Decision.Refuse Judge(OpenApiException failure) => failure is { Code: null } or { HttpStatus: TooManyRequests or >= ServerError }
        ? new(RefusalKind.PlatformUnavailable, $"The platform could not be asked about the new secret, nothing was changed: {failure.Explain()}. Try again.")
        : new(RefusalKind.InvalidInput, $"The platform does not accept the new secret, nothing was changed: {failure.Explain()}. Copy it again from the developer console.");
}
