using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary><c>/api/accounts/{id}/credentials</c>.</summary>
internal static class CredentialsRoutes
{
    public static void MapCredentials(this IEndpointRouteBuilder app) => app.MapScope(ApiScope.Operate, "Accounts")
        .MapPut("/accounts/{id}/credentials", RotateAsync)
        .AddEndpointFilter<AccountIdCheck>()
        .WithName("rotateSecret")
        .WithSummary("Goes on with another app secret, once the platform has accepted it.")
        .WithDescription("Safe to repeat. A live connection stays until the one with the new secret is up. When the platform does not accept the secret, nothing is changed and the answer says what it said.")
        .Produces<AccountStatus>()
        .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.TooLarge, ApiProblems.NotJson, ApiProblems.PlatformUnavailable);

    private static async Task<IResult> RotateAsync(string id, CredentialsBody body, IGrainFactory grains) =>
        (await grains.GetGrain<IAccountGrain>(id).RotateSecretAsync(body.ToRotation())).ToResult();
}
