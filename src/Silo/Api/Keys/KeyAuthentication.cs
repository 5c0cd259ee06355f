using System.Security.Claims;
using System.Text.Encodings.Web;
using FeishuOrleans.Silo.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Tells who calls: the name of the key that is shown, or <c>local</c> while none is configured.</summary>
internal sealed class KeyAuthentication(
    ApiKeyRing ring, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>Type of the claim that holds a scope.</summary>
    public const string ScopeClaim = "scope";

    private const string Local = "local";
    private const string Prefix = SchemeName + " ";

    private ProblemResult? _refusal;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(ring.DemandsKey ? ByKey() : ByPlace());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = _refusal ?? new ProblemResult(ApiProblems.Unauthorized, "Show a key: Authorization: Bearer <key>.");
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

    private AuthenticateResult ByPlace()
    {
        _refusal = LoopbackRule.Explain(Request);
        return _refusal is null ? Success(Local, ApiScope.All) : AuthenticateResult.Fail("The caller is not local.");
    }

    private AuthenticateResult ByKey()
    {
        var shown = Request.Headers.Authorization;
        if (shown.Count == 0)
            return AuthenticateResult.NoResult();
        if (shown is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && ring.Current.Find(value[Prefix.Length..].Trim()) is { } key)
            return Success(key.Name, key.Scopes);
        _refusal = new ProblemResult(ApiProblems.Unauthorized, "The key that is shown is none of Api:Keys.");
        return AuthenticateResult.Fail("The key is unknown.");
    }

    private static AuthenticateResult Success(string name, IEnumerable<string> scopes)
    {
        var claims = scopes.Select(static scope => new Claim(ScopeClaim, scope)).Prepend(new Claim(ClaimTypes.Name, name));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }
}
