namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>The hosts that <c>Dispatch:AllowedHosts</c> names; without any, every host.</summary>
internal sealed class AllowedHosts
{
    private const string Below = "*.";

    private readonly string[] _entries;

    private AllowedHosts(string[] entries) => _entries = entries;

    /// <exception cref="FormatException">An entry is not a host.</exception>
    public static AllowedHosts Parse(string? text) =>
        Explain(text) is { } problem ? throw new FormatException(problem) : new AllowedHosts(Split(text));

    /// <summary>Says what is wrong with a list, or null when it is good.</summary>
    public static string? Explain(string? text)
    {
        var bad = Split(text).FirstOrDefault(static entry => Uri.CheckHostName(Bare(entry)) == UriHostNameType.Unknown);
        return bad is null ? null : $"'{bad}' is not a host: use names or addresses without scheme and port, such as bot.example.org or *.example.org.";
    }

    /// <summary>Whether a host, as a URL names it, is allowed.</summary>
    public bool Allows(string host)
    {
        var name = Normal(host);
        return _entries.Length == 0 || _entries.Any(entry => Fits(entry, name));
    }

    private static bool Fits(string entry, string host) => entry.StartsWith(Below, StringComparison.Ordinal)
        ? host.EndsWith(entry[1..], StringComparison.Ordinal) && host.Length > entry.Length - 1
        : host == entry;

    private static string[] Split(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Normal)];

    private static string Bare(string entry) => entry.StartsWith(Below, StringComparison.Ordinal) ? entry[Below.Length..] : entry;

    private static string Normal(string host) => host.ToLowerInvariant().TrimEnd('.').Trim('[', ']');
}
