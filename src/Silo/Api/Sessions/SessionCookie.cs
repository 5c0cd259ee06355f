namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>The cookie that holds a session's token. Scripts cannot read it, other sites cannot have it sent.</summary>
internal static class SessionCookie
{
    public const string Name = "feishu-session";

    public static SessionToken? Read(HttpRequest request) => SessionToken.Read(request.Cookies[Name]);

    public static void Write(HttpContext context, SessionToken token)
    {
        var options = Options(context.Request);
        options.MaxAge = KeySessions.Lifetime;
        context.Response.Cookies.Append(Name, token.Cookie, options);
    }

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request));

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        // The silo speaks http; the browser's own word says whether a proxy before it speaks https.
        Secure = request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase),
    };
}
