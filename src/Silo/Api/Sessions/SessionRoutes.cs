using System.Security.Claims;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary><c>/session</c>: signing in to the fleet page and out of it.</summary>
internal static class SessionRoutes
{
    public const string Root = "/session";

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        // Whoever asks is answered: a page that nobody is signed in to is no error.
        app.MapGet(Root, Show).RequireRateLimiting(ApiLimits.Requests).AddEndpointFilter<RunningSilo>();
        app.MapPost(Root, SignInAsync).RequireRateLimiting(ApiLimits.SignIns).AddEndpointFilter<RunningSilo>();
        app.MapDelete(Root, SignOutAsync).RequireAuthorization().RequireRateLimiting(ApiLimits.Requests).AddEndpointFilter<RunningSilo>();
    }

    private static IResult Show(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<ProblemResult>() is { } refusal && refusal.Problem != ApiProblems.Unauthorized)
            return refusal;
        return View(context.User, context.Features.Get<Caller>()?.Session is not null);
    }

    private static async Task<IResult> SignInAsync(SignInBody body, HttpContext context, ApiKeyRing ring, KeySessions sessions)
    {
        if (SameOriginRule.Explain(context.Request) is { } refusal)
            return refusal;
        if (!ring.DemandsKey)
            return new ProblemResult(ApiProblems.WrongState, "No key is configured, so there is nothing to sign in with.");
        if (ring.Current.Find(body.Key.Trim()) is not { } key)
            return new ProblemResult(ApiProblems.Unauthorized, "This is none of the keys in Api:Keys.");
        SessionCookie.Write(context, await sessions.OpenAsync(key));
        // For the audit log, which names who did it.
        context.User = KeyAuthentication.PrincipalOf(key.Name, key.Scopes);
        return View(context.User, canSignOut: true);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, KeySessions sessions)
    {
        if (context.Features.Get<Caller>()?.Session is { } token)
            await sessions.CloseAsync(token);
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }

    private static Ok<SessionView> View(ClaimsPrincipal user, bool canSignOut) => TypedResults.Ok(new SessionView(
        user.Identity?.Name, [.. user.FindAll(KeyAuthentication.ScopeClaim).Select(static claim => claim.Value)], canSignOut));
}
