using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Api.Streams;
using Microsoft.AspNetCore.Mvc;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary><c>/api/accounts/{id}/events</c>.</summary>
internal static class EventRoutes
{
    public static void MapEvents(this IEndpointRouteBuilder app) => app.MapScope(ApiScope.Read, "Events", ApiLimits.Streams)
        .MapGet("/accounts/{id}/events", StreamAsync)
        .AddEndpointFilter<AccountIdCheck>()
        .WithName("streamEvents")
        .WithSummary("The account's events as they come, as Server-Sent Events.")
        .WithDescription("Without an end. Events come in the order of their sequences, each at least once; id is what Last-Event-ID takes, event is the type, data is an object with accountId, sequence, type, chatId, receivedAt, mention, self and payload.")
        .Produces<string>(StatusCodes.Status200OK, StreamOutput.ContentType)
        .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.HistoryGone);

    private static async Task<IResult> StreamAsync(
        string id,
        [FromHeader(Name = "Last-Event-ID"), Description("Id of the last event that arrived; goes before from.")] string? lastEventId,
        [FromQuery, Description("Where to begin: a sequence, a time (RFC 3339), earliest or latest; latest without it.")] string? from,
        [FromQuery, Description("Types of event, separated by commas; every type without it.")] string[]? type,
        [FromQuery, Description("Chats, separated by commas; every chat without it.")] string[]? chat,
        IGrainFactory grains,
        EventStreams streams)
    {
        var reply = await grains.GetGrain<IAccountGrain>(id).GetStatusAsync();
        return reply.Status is null
            ? reply.ToResult()
            : await streams.OpenAsync(id, new EventQuery { LastEventId = lastEventId, From = from, Types = Split(type), Chats = Split(chat) });
    }

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(static value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
