using System.Net;

namespace FeishuOrleans.Grains.Interfaces.Webhooks;

/// <summary>What a webhook's URL may be.</summary>
public static class WebhookUrl
{
    /// <summary>Longest URL.</summary>
    public const int MaxLength = 2048;

    private static readonly string[] LocalSuffixes = [".localhost", ".local", ".internal", ".svc"];

    /// <summary>Says what is wrong with a URL, or null when it is good. Where its name leads is checked with every connection.</summary>
    public static string? Explain(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Length > MaxLength)
            return $"A webhook has a URL of at most {MaxLength} characters.";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("https" or "http") || parsed.Host.Length == 0)
            return "The URL of a webhook starts with https:// or http:// and a host, for example https://bot.example.org/events.";
        if (parsed.UserInfo.Length > 0)
            return "The URL of a webhook has no user and no password: they would end up in logs. Use a webhook secret instead.";
        return parsed.Fragment.Length > 0 ? "The URL of a webhook has no fragment (#): it would never be sent." : null;
    }

    /// <summary>Says what is risky about a good URL, or null: events in clear to a host that is not near.</summary>
    public static string? Warn(string url)
    {
        var parsed = new Uri(url);
        return parsed.Scheme == "https" || IsNear(parsed)
            ? null
            : $"The webhook's events travel to {parsed.Host} in clear: use https, or an encrypt key.";
    }

    private static bool IsNear(Uri url)
    {
        if (url.IsLoopback)
            return true;
        if (IPAddress.TryParse(url.IdnHost, out var address))
            return IsPrivate(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        // A name without dots, or below one of these, does not leave the network it is used in.
        return !url.IdnHost.Contains('.', StringComparison.Ordinal)
            || url.IdnHost.Contains(".svc.", StringComparison.OrdinalIgnoreCase)
            || LocalSuffixes.Any(suffix => url.IdnHost.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6UniqueLocal)
            return true;
        return address.GetAddressBytes() is [10, _, _, _] or [172, >= 16 and <= 31, _, _] or [192, 168, _, _];
    }
}
