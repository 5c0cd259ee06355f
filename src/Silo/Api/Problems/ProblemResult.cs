using Microsoft.AspNetCore.Mvc;

namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>A problem as an answer: <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="problem">Its kind.</param>
/// <param name="detail">What happened this time and what to do. Never a secret.</param>
internal sealed class ProblemResult(ApiProblem problem, string detail) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    private const string RetryAfterSeconds = "2";

    public int? StatusCode => problem.Status;

    /// <summary>The kind of problem.</summary>
    public ApiProblem Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            response.Headers.RetryAfter = RetryAfterSeconds;
        var body = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = detail };
        return response.WriteAsJsonAsync(body, ApiJson.Options, ContentType, httpContext.RequestAborted);
    }
}
