using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Endpoints;

/// <summary>The address discovery hands out; good for one connection (protocol notes, section 1.3).</summary>
public sealed class TicketUrl
{
    private TicketUrl(Uri uri, string deviceId, int serviceId)
    {
        Uri = uri;
        DeviceId = deviceId;
        ServiceId = serviceId;
    }

    /// <summary>The whole address. Its query holds credentials: never log it.</summary>
    public Uri Uri { get; }

    /// <summary>The platform's name for this connection, for logs; empty when absent.</summary>
    public string DeviceId { get; }

    /// <summary>Goes into <see cref="Frame.Service"/> of pings; 0 when absent.</summary>
    public int ServiceId { get; }

    /// <summary>Accepts absolute <c>ws</c> and <c>wss</c> addresses.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TicketUrl? ticket)
    {
        ticket = null;
        if (text is null || text.Length > ProtocolLimits.MaxTicketUrlLength)
            return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return false;
        if (uri.Scheme != Uri.UriSchemeWs && uri.Scheme != Uri.UriSchemeWss)
            return false;

        var serviceId = Find(uri, "service_id");
        ticket = new TicketUrl(
            uri,
            PlatformText.Clean(Find(uri, "device_id")),
            int.TryParse(serviceId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : 0);
        return true;
    }

    /// <summary>The address without its query, and without anything else that could be a credential.</summary>
    public override string ToString() => $"{Uri.Scheme}://{Uri.Authority}{Uri.AbsolutePath}";

    private static string? Find(Uri uri, string key)
    {
        foreach (var pair in uri.Query.TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals == key.Length && pair.StartsWith(key, StringComparison.Ordinal))
                return Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return null;
    }
}
