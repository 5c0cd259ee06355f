using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Health;

namespace FeishuOrleans.Silo.Api;

/// <summary>The web server runs before the silo and after it; in between a call of a grain would wait for nothing.</summary>
internal sealed class RunningSilo(SiloHealth health) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => health.IsStarted
        ? next(context)
        : ValueTask.FromResult<object?>(new ProblemResult(ApiProblems.ClusterUnavailable, "This silo starts or stops. Try again, or ask another one."));
}
