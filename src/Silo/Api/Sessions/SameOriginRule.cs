using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Sessions;

/// <summary>
/// A cookie is sent by the browser, not by the person: what carries one must come from our own page. SameSite keeps other
/// sites out, but takes other ports of this host for the same site; the browser's word about the origin tells those apart.
/// </summary>
internal static class SameOriginRule
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Says why the request is refused, or null when it is not.</summary>
    public static ProblemResult? Explain(HttpRequest request)
    {
        // Also right behind a proxy that names another host to us. Browsers send it over https and on loopback.
        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site)
            return site == "same-origin" || (site == "none" && HttpMethods.IsGet(request.Method)) ? null : Refused;
        if (HttpMethods.IsGet(request.Method))
            return null;
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? null
            : Refused;
    }

    private static ProblemResult Refused => new(ApiProblems.ForeignOrigin, "A session is for the fleet page alone. Programs show a key: Authorization: Bearer <key>.");
}
