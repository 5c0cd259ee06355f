using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>Where a silo takes clients.</summary>
internal sealed record Gateway(string Host, int Port)
{
    public static Gateway Default { get; } = new("127.0.0.1", 30000);

    /// <summary>Reads <c>host:port</c>; an IPv6 address is written in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Gateway? gateway)
    {
        gateway = null;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        var host = text[..colon];
        if (host is ['[', .., ']'])
            host = host[1..^1];
        else if (host.Contains(':'))
            return false;
        if (port is < 1 or > 65535 || Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return false;
        gateway = new Gateway(host, port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
