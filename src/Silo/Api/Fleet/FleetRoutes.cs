using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary><c>/api/fleet</c> and <c>/api/accounts/{id}/timeline</c>: how the accounts are doing, and how they were.</summary>
internal static class FleetRoutes
{
    private const string Tag = "Fleet";

    public static void MapFleet(this IEndpointRouteBuilder app)
    {
        app.MapScope(ApiScope.Read, Tag, ApiLimits.FleetStreams)
            .MapGet("/fleet", static (FleetStreams streams) => new FleetStreamResult(streams))
            .WithName("watchFleet")
            .WithSummary("All accounts and their changes, as Server-Sent Events.")
            .WithDescription("Without an end. After begin, accounts brings arrays of statuses: first all of them, then those that changed. removed brings arrays of ids. ready says that what came so far is the whole fleet, and in trouble why it may not be how things are. Counters and the time of the last frame are no change.")
            .Produces<string>(StatusCodes.Status200OK, StreamOutput.ContentType);
        app.MapScope(ApiScope.Read, Tag)
            .MapGet("/accounts/{id}/timeline", ReadTimelineAsync)
            .AddEndpointFilter<AccountIdCheck>()
            .WithName("readTimeline")
            .WithSummary("The latest changes of the account's phase, newest first.")
            .WithDescription("At most 50, from the memory of the silos on which they happened: what a silo knew is gone with it.")
            .Produces<PhaseChange[]>()
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount);
    }

    private static async Task<IResult> ReadTimelineAsync(string id, IGrainFactory grains) =>
        (await grains.GetGrain<IAccountGrain>(id).GetStatusAsync()) is { Status: null } refused
            ? refused.ToResult()
            : TypedResults.Ok(await grains.GetGrain<IAccountTimelines>(0).ReadAsync(id));
}
