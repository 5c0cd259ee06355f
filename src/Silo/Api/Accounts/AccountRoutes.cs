using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary><c>/api/accounts</c>: see and register accounts.</summary>
internal static class AccountRoutes
{
    private const string Tag = "Accounts";

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var read = app.MapScope(ApiScope.Read, Tag);
        read.MapGet("/accounts", ListAsync)
            .WithName("listAccounts")
            .WithSummary("The accounts in order of their ids, a page at a time.")
            .WithDescription("The header Link with rel=\"next\" leads to the next page; the last page has none.")
            .Produces<AccountStatus[]>()
            .AddOpenApiOperationTransformer(AccountPaging.DescribeAsync)
            .Refuses(ApiProblems.InvalidInput);
        read.MapGet("/accounts/{id}", ShowAsync)
            .AddEndpointFilter<AccountIdCheck>()
            .WithName("showAccount")
            .WithSummary("The account as it is now.")
            .Produces<AccountStatus>()
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount);

        var operate = app.MapScope(ApiScope.Operate, Tag);
        operate.MapPut("/accounts/{id}", RegisterAsync)
            .AddEndpointFilter<AccountIdCheck>()
            .WithName("registerAccount")
            .WithSummary("Registers an account.")
            .WithDescription("Safe to repeat: the same registration again changes nothing and answers 200. An account that is registered otherwise is left alone, and the answer says what differs.")
            .Produces<AccountStatus>()
            .Produces<AccountStatus>(StatusCodes.Status201Created)
            .Refuses(ApiProblems.InvalidInput, ApiProblems.TooLarge, ApiProblems.NotJson, ApiProblems.DuplicateAccount, ApiProblems.DuplicateApp);
        operate.MapDelete("/accounts/{id}", RemoveAsync)
            .AddEndpointFilter<AccountIdCheck>()
            .WithName("removeAccount")
            .WithSummary("Closes the connection and forgets registration, secret and identity.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.NotJson);
    }

    private static async Task<IResult> ListAsync(
        IGrainFactory grains,
        HttpResponse response,
        [Description("Last id of the page before; none for the first page.")] string? after,
        [Description("At most this many accounts, 1 to 1000; 100 without it.")] string? limit)
    {
        if (AccountPaging.Read(after, limit, out var paging) is { } problem)
            return new ProblemResult(ApiProblems.InvalidInput, problem);
        var page = await grains.GetGrain<IAccountDirectory>(0).ListAsync(paging.After, paging.Limit);
        if (page.Next is not null)
            response.Headers.Link = paging.NextLink(page.Next);
        return TypedResults.Ok(page.Accounts);
    }

    private static async Task<IResult> ShowAsync(string id, IGrainFactory grains) =>
        (await grains.GetGrain<IAccountGrain>(id).GetStatusAsync()).ToResult();

    private static async Task<IResult> RegisterAsync(string id, AccountBody body, IGrainFactory grains)
    {
        var account = grains.GetGrain<IAccountGrain>(id);
        var registration = body.ToRegistration();
        var present = await account.MatchAsync(registration);
        if (present.Refusal is not { Kind: RefusalKind.UnknownAccount })
            return present.ToResult();
        var reply = await account.AddAsync(registration);
        return reply.Status is { } added ? TypedResults.Created($"/api/accounts/{id}", added) : reply.ToResult();
    }

    private static async Task<IResult> RemoveAsync(string id, IGrainFactory grains) =>
        (await grains.GetGrain<IAccountGrain>(id).RemoveAsync()).ToResult();
}
