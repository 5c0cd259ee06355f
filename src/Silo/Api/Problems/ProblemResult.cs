using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>A problem as an answer: <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="problem">Its kind.</param>
/// <param name="detail">What happened this time and what to do. Never a secret.</param>
internal sealed class ProblemResult(ApiProblem problem, string detail) : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public int? StatusCode => problem.Status;

    /// <summary>The kind of problem.</summary>
    public ApiProblem Problem => problem;

    /// <summary>What a person should do, where it is told apart from what happened.</summary>
    public string? Advice { get; init; }

    /// <summary>The platform's code, if it was the platform that refused.</summary>
    public long? Code { get; init; }

    /// <summary>When it makes sense to try again; without it soon, where trying again makes sense at all.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if ((RetryAfter ?? (IsPassing ? Soon : null)) is { } pause)
            response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(Body(), ApiJson.Options, ContentType, httpContext.RequestAborted);
    }

    private bool IsPassing => problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests;

    private ProblemDetails Body()
    {
        var body = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = detail };
        if (Advice is not null)
            body.Extensions["advice"] = Advice;
        if (Code is not null)
            body.Extensions["code"] = Code;
        return body;
    }
}
