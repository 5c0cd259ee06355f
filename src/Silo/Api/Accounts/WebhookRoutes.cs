using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary><c>/api/accounts/{id}/webhook</c>: where events are posted.</summary>
internal static class WebhookRoutes
{
    private const string Path = "/accounts/{id}/webhook";

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var operate = app.MapScope(ApiScope.Operate, "Delivery").MapGroup("").AddEndpointFilter<AccountIdCheck>()
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.NotJson);
        operate.MapPut(Path, static (string id, WebhookBody body, IGrainFactory grains) => SetAsync(id, body.ToRegistration(), grains))
            .WithName("setWebhook")
            .WithSummary("Says where events are posted from now on.")
            .WithDescription("The first webhook gets what is received from then on; another one goes on where the last one was.")
            .Produces<AccountStatus>()
            .Refuses(ApiProblems.TooLarge);
        operate.MapDelete(Path, static (string id, IGrainFactory grains) => SetAsync(id, null, grains))
            .WithName("removeWebhook")
            .WithSummary("Ends delivery. What was not delivered by then never is.")
            .Produces<AccountStatus>();
        operate.MapPost($"{Path}/test", TestAsync)
            .WithName("testWebhook")
            .WithSummary("Sends the platform's own challenge to the webhook, and says what came of it.")
            .Produces<WebhookTestResult>()
            .Refuses(ApiProblems.WrongState);
    }

    private static async Task<IResult> SetAsync(string id, WebhookRegistration? webhook, IGrainFactory grains) =>
        (await grains.GetGrain<IAccountGrain>(id).SetWebhookAsync(webhook)).ToResult();

    private static async Task<IResult> TestAsync(string id, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IAccountGrain>(id).TestWebhookAsync();
        return reply.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(reply.Result);
    }
}
