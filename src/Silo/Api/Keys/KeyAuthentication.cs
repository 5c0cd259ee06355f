using System.Security.Claims;
using System.Text.Encodings.Web;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Api.Sessions;
using FeishuOrleans.Silo.Health;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Tells who calls: the name of the key that is shown or that a session stands for, or <c>local</c> while none is configured.</summary>
internal sealed class KeyAuthentication(
    ApiKeyRing ring, KeySessions sessions, SiloHealth health, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>Type of the claim that holds a scope.</summary>
    public const string ScopeClaim = "scope";

    private const string Local = "local";
    private const string Prefix = SchemeName + " ";

    /// <summary>Who a key makes of its holder.</summary>
    public static ClaimsPrincipal PrincipalOf(string name, IEnumerable<string> scopes)
    {
        var claims = scopes.Select(static scope => new Claim(ScopeClaim, scope)).Prepend(new Claim(ClaimTypes.Name, name));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ring.DemandsKey)
            return ByPlace();
        if (Request.Headers.Authorization.Count > 0)
            return ByKey();
        return SessionCookie.Read(Request) is { } token ? await BySessionAsync(token) : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = Context.Features.Get<ProblemResult>() ?? new ProblemResult(ApiProblems.Unauthorized, "Show a key: Authorization: Bearer <key>.");
        if (refusal.Problem == ApiProblems.Unauthorized)
            Response.Headers.WWWAuthenticate = SchemeName;
        return refusal.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = string.Join(' ', Context.GetEndpoint()!.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static data => data.Policy));
        Response.Headers.WWWAuthenticate = $"{SchemeName} error=\"insufficient_scope\", scope=\"{needed}\"";
        return new ProblemResult(ApiProblems.MissingScope, $"The key '{Context.User.Identity!.Name}' lacks the scope {needed}.").ExecuteAsync(Context);
    }

    private AuthenticateResult ByPlace() =>
        LoopbackRule.Explain(Request) is { } refusal ? Refuse(refusal) : Success(new Caller(null, null));

    private AuthenticateResult ByKey()
    {
        if (Request.Headers.Authorization is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && ring.Current.Find(value[Prefix.Length..].Trim()) is { } key)
            return Success(new Caller(key, null));
        return Refuse(new ProblemResult(ApiProblems.Unauthorized, "The key that is shown is none of Api:Keys."));
    }

    private async Task<AuthenticateResult> BySessionAsync(SessionToken token)
    {
        if (SameOriginRule.Explain(Request) is { } foreign)
            return Refuse(foreign);
        if (!health.IsStarted)
            return Refuse(new ProblemResult(ApiProblems.ClusterUnavailable, "This silo starts or stops. Try again, or ask another one."));
        try
        {
            return await sessions.FindAsync(token) is { } key
                ? Success(new Caller(key, token))
                : Refuse(new ProblemResult(ApiProblems.Unauthorized, "The session has ended. Sign in again."));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return Refuse(new ProblemResult(ApiProblems.ClusterUnavailable, "The session could not be looked up. Try again."));
        }
    }

    private AuthenticateResult Refuse(ProblemResult refusal)
    {
        Context.Features.Set(refusal);
        return AuthenticateResult.Fail("The caller shows nothing that is in force.");
    }

    private AuthenticateResult Success(Caller caller)
    {
        Context.Features.Set(caller);
        var principal = PrincipalOf(caller.Key?.Name ?? Local, caller.Key?.Scopes ?? ApiScope.All);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }
}
