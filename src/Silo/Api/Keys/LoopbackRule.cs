using System.Net;
using FeishuOrleans.Silo.Api.Problems;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>
/// Who is answered while no key is configured: programs on this machine, and no web page. A page of another origin can
/// make the user's browser call this address; it cannot choose the Host header (a rebound name shows there), cannot hide
/// its Origin, and cannot send JSON without asking first.
/// </summary>
internal static class LoopbackRule
{
    /// <summary>Says why the request is refused, or null when it is not.</summary>
    public static ProblemResult? Explain(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host))
            return NotLocal($"The Host header names '{request.Host.Host}': use 127.0.0.1 or localhost, or configure Api:Keys.");
        if (request.Headers.Origin.Count > 0 && !IsOwn(request.Headers.Origin.ToString(), request))
            return NotLocal("The request comes from a page of another origin: configure Api:Keys and show a key.");
        return IsChange(request.Method) && !request.HasJsonContentType()
            ? new ProblemResult(ApiProblems.NotJson, "A change needs the header Content-Type: application/json while no Api:Keys are configured, with or without a body.")
            : null;
    }

    private static ProblemResult NotLocal(string detail) => new(ApiProblems.NotLocal, detail);

    private static bool IsOwn(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
}
