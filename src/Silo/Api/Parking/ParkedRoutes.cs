using System.ComponentModel;
using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace FeishuOrleans.Silo.Api.Parking;

/// <summary><c>/api/accounts/{id}/parked</c>: events that wait for a person.</summary>
internal static class ParkedRoutes
{
    private const string Tag = "Delivery";
    private const string Path = "/accounts/{id}/parked";

    public static void MapParked(this IEndpointRouteBuilder app)
    {
        app.MapScope(ApiScope.Read, Tag).MapGet(Path, ListAsync)
            .AddEndpointFilter<AccountIdCheck>()
            .WithName("listParked")
            .WithSummary("Events that are not delivered until a person decides, a page at a time.")
            .WithDescription("The header Link with rel=\"next\" leads to the next page; the last page has none.")
            .Produces<ParkedEvent[]>()
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount);
        var operate = app.MapScope(ApiScope.Operate, Tag).MapGroup("").AddEndpointFilter<AccountIdCheck>()
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.UnknownEvent, ApiProblems.WrongState, ApiProblems.NotJson);
        operate.MapPost($"{Path}/redrive", static (string id, IGrainFactory grains) => RedriveAsync(id, null, grains))
            .WithName("redriveAll")
            .WithSummary("Delivers every parked event again, out of order and marked.")
            .Produces<ParkedCount>();
        operate.MapPost($"{Path}/{{sequence}}/redrive", static (string id, long sequence, IGrainFactory grains) => RedriveAsync(id, sequence, grains))
            .WithName("redriveOne")
            .WithSummary("Delivers a parked event again, out of order and marked.")
            .Produces<ParkedCount>();
        operate.MapDelete($"{Path}/{{sequence}}", DropAsync)
            .WithName("dropParked")
            .WithSummary("Gives a parked event up for good.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        string id,
        [FromQuery, Description("Sequence of the last event of the page before.")] long? after,
        [FromQuery, Description("At most this many events, 1 to 1000; 100 without it.")] int? limit,
        IGrainFactory grains,
        HttpResponse response)
    {
        if (limit is < 1 or > AccountPaging.MaxLimit)
            return new ProblemResult(ApiProblems.InvalidInput, $"limit: give a whole number from 1 to {AccountPaging.MaxLimit}.");
        var reply = await grains.GetGrain<IAccountGrain>(id).GetParkedAsync(after ?? 0, limit ?? AccountPaging.DefaultLimit);
        if (reply.Page is not { } page)
            return reply.Refusal!.ToResult();
        if (page.Next is { } next)
            response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"</api/accounts/{id}/parked?after={next}&limit={limit ?? AccountPaging.DefaultLimit}>; rel=\"next\"");
        return TypedResults.Ok(page.Events);
    }

    private static async Task<IResult> RedriveAsync(string id, long? sequence, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IAccountGrain>(id).RedriveAsync(sequence);
        return reply.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(new ParkedCount(reply.Count));
    }

    private static async Task<IResult> DropAsync(string id, long sequence, IGrainFactory grains)
    {
        var reply = await grains.GetGrain<IAccountGrain>(id).DropAsync(sequence);
        return reply.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }
}
