using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Accounts;

/// <summary>Refuses what cannot be an account id, before a grain is made for it.</summary>
internal sealed class AccountIdCheck : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        AccountId.Explain(context.HttpContext.GetRouteValue("id") as string) is { } problem
            ? ValueTask.FromResult<object?>(new ProblemResult(ApiProblems.InvalidInput, problem))
            : next(context);
}
