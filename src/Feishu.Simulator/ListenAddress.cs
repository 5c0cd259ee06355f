using System.Net;

namespace Feishu.Simulator;

/// <summary>Where a URL says to listen.</summary>
internal static class ListenAddress
{
    public static IPEndPoint Of(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"The url must be http or https, not {url}.");
        if (url.Host == "localhost")
            return new IPEndPoint(IPAddress.Loopback, url.Port);
        return IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            ? new IPEndPoint(address, url.Port)
            : throw new ArgumentException($"The url must name an IP address or localhost, not {url.Host}.");
    }
}
