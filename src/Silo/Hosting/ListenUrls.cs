using System.Net;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>The addresses of <c>--urls</c>. Closed by default: nothing but loopback without keys of the API.</summary>
internal static class ListenUrls
{
    private const string Key = "urls";
    private const string Default = "http://127.0.0.1:8080";

    public static string[] Read(IConfiguration configuration, bool hasKeys, ICollection<string> problems)
    {
        var urls = (configuration[Key] ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            problems.Add($"{Key} is empty: give an address such as {Default}.");
        foreach (var problem in urls.Select(url => Explain(url, hasKeys)).OfType<string>())
            problems.Add(problem);
        return urls;
    }

    private static string? Explain(string url, bool hasKeys)
    {
        // The platform's parser of listening addresses takes http://* and the like, which are no URLs to Uri.
        if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
            return $"{Key} is '{url}': give an address such as {Default}.";
        if (address.Scheme == "https")
            return $"{Key} is '{url}': this version answers http only; put a proxy before it for https.";
        return hasKeys || IsLoopback(address.Host)
            ? null
            : $"{Key} is '{url}', which other machines can reach: set Api:Keys, or answer on loopback only, for example {Default}.";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
