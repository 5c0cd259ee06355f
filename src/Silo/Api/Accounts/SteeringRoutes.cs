using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary><c>/api/accounts/{id}/start</c> and the like: one word of the operator each, answered with the status.</summary>
internal static class SteeringRoutes
{
    public static void MapSteering(this IEndpointRouteBuilder app)
    {
        var operate = app.MapScope(ApiScope.Operate, "Accounts");
        operate.MapAccountPost("start", static account => account.StartAsync())
            .WithSummary("Wants the account connected. Also the way out of a fault after its cause was mended.");
        operate.MapAccountPost("stop", static account => account.StopAsync())
            .WithSummary("Closes the connection and keeps it closed.");
        operate.MapAccountPost("reconnect", static account => account.ReconnectAsync())
            .WithSummary("Drops the connection, if there is one, and connects at once.")
            .Refuses(ApiProblems.WrongState);
        operate.MapAccountPost("pause", static account => account.PauseAsync())
            .WithSummary("Holds delivery; events are received and kept.")
            .Refuses(ApiProblems.WrongState);
        operate.MapAccountPost("resume", static account => account.ResumeAsync())
            .WithSummary("Lets delivery go on where it was held.")
            .Refuses(ApiProblems.WrongState);
    }

    private static RouteHandlerBuilder MapAccountPost(
        this IEndpointRouteBuilder app, string word, Func<IAccountGrain, Task<AccountReply>> act) => app
        .MapPost($"/accounts/{{id}}/{word}", async (string id, IGrainFactory grains) => (await act(grains.GetGrain<IAccountGrain>(id))).ToResult())
        .AddEndpointFilter<AccountIdCheck>()
        .WithName($"{word}Account")
        .Produces<AccountStatus>()
        .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.NotJson);
}
