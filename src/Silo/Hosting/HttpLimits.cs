using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>What strangers can take of the HTTP port, before it is known who they are.</summary>
internal static class HttpLimits
{
    /// <summary>Connections at a time; more are closed at once. Streams of the API and half as many again.</summary>
    public const int MaxConnections = 6_144;

    /// <summary>Bytes of the line with method and path.</summary>
    public const int MaxRequestLineBytes = 8 * 1024;

    /// <summary>Bytes of all headers together.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    /// <summary>Headers of a request. Proxies add a dozen.</summary>
    public const int MaxHeaders = 64;

    /// <summary>How long the headers of a request may take.</summary>
    public const int HeaderSeconds = 5;

    /// <summary>How long a connection may be idle between requests.</summary>
    public const int IdleSeconds = 60;

    /// <summary>Bytes that a body brings, and an answer takes, in each second, once <see cref="GraceSeconds"/> have passed.</summary>
    public const int MinBytesPerSecond = 240;

    /// <summary>How long a transfer may be slower than that.</summary>
    public const int GraceSeconds = 5;

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = limits.MaxConcurrentUpgradedConnections = MaxConnections;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(HeaderSeconds);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(IdleSeconds);
        limits.MinRequestBodyDataRate = limits.MinResponseDataRate = new MinDataRate(MinBytesPerSecond, TimeSpan.FromSeconds(GraceSeconds));
    }
}
