using Microsoft.AspNetCore.Http.Features;

namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>Turns what went wrong behind it into problems: exceptions, and bare statuses of the server and of routing.</summary>
internal sealed partial class FailureAnswers(RequestDelegate next, ILogger<FailureAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            // Nobody is left to read an answer; the status is for the audit log.
            if (context.RequestAborted.IsCancellationRequested)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            else
                await Explain(failure, LimitOf(context)).ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest } bare)
            await RequestProblems.Of(bare.StatusCode, LimitOf(context), bare.Headers.Allow).ExecuteAsync(context);
    }

    private static long? LimitOf(HttpContext context) => context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    private ProblemResult Explain(Exception failure, long? bodyLimit)
    {
        switch (failure)
        {
            case BadHttpRequestException bad:
                return RequestProblems.Of(bad, bodyLimit);
            // Also what a silo throws that was stopped or lost during the call.
            case Orleans.Runtime.OrleansException or TimeoutException or ObjectDisposedException:
                LogCluster(failure);
                return new ProblemResult(ApiProblems.ClusterUnavailable, "The request may or may not have taken effect. Try again; if it lasts, look at the silo's log.");
            default:
                LogDefect(failure);
                return new ProblemResult(ApiProblems.InternalError, "The silo's log has the details.");
        }
    }
}
