using System.Net;
using System.Net.Sockets;

namespace FeishuOrleans.Grains.Sinks.Webhook.Addresses;

/// <summary>
/// Addresses that no operator's code has, but that give power to whoever gets a request sent there: cloud metadata,
/// link-local, and those that are no single host. Private networks are allowed: that is where bots live.
/// </summary>
internal static class ForbiddenAddresses
{
    private const string LinkLocal = "address refused: link-local", Metadata = "address refused: cloud metadata";
    private const string NoHost = "address refused: no single host";

    private static readonly IPAddress[] MetadataServices =
    [
        IPAddress.Parse("100.100.100.200"), // Alibaba Cloud
        IPAddress.Parse("100.96.0.96"), // Volcano Engine
        IPAddress.Parse("168.63.129.16"), // Azure
        IPAddress.Parse("192.0.0.192"), // Oracle Cloud
        IPAddress.Parse("fd00:ec2::254"), // AWS
        IPAddress.Parse("fd00:ec2::23"), // AWS, credentials of pods
        IPAddress.Parse("fd20:ce::254"), // Google Cloud
        IPAddress.Parse("fd00:42::42"), // Scaleway
    ];

    /// <summary>Why an address is refused, in fixed words; null when it is not.</summary>
    public static string? Explain(IPAddress address)
    {
        if (Array.IndexOf(MetadataServices, address) >= 0)
            return Metadata;
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => ExplainV4(address.GetAddressBytes()),
            AddressFamily.InterNetworkV6 => ExplainV6(address),
            _ => NoHost,
        };
    }

    private static string? ExplainV4(byte[] bytes) => bytes[0] switch
    {
        // 169.254.169.254 and its like, for most clouds.
        169 when bytes[1] == 254 => LinkLocal,
        0 or >= 224 => NoHost,
        _ => null,
    };

    private static string? ExplainV6(IPAddress address)
    {
        if (address.Equals(IPAddress.IPv6Loopback))
            return null;
        if (address.ScopeId != 0 || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal)
            return LinkLocal;
        if (address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any))
            return NoHost;
        return EmbeddedV4(address.GetAddressBytes()) is { } embedded ? Explain(embedded) : null;
    }

    /// <summary>The IPv4 address that packets end up at: mapped, compatible, translated (NAT64) or tunnelled (6to4).</summary>
    private static IPAddress? EmbeddedV4(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x20, 0x02]))
            return new IPAddress(bytes[2..6]);
        var isTranslated = bytes.StartsWith((ReadOnlySpan<byte>)[0x00, 0x64, 0xff, 0x9b]);
        var isMapped = bytes[..10].IndexOfAnyExcept((byte)0) < 0 && bytes[10..12] is [0xff, 0xff] or [0, 0];
        return isTranslated || isMapped ? new IPAddress(bytes[12..]) : null;
    }
}
