using System.Net.Sockets;
using FeishuOrleans.Grains.Sinks.Webhook.Addresses;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Failures in fixed words: they show in statuses and parked events, so nothing of the other side gets in.</summary>
internal static class FailureKind
{
    public const string TimeOut = "time-out";

    public static string Of(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException refused)
                return refused.Kind;
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                return "connection refused";
        }

        return failure is HttpRequestException request ? Of(request.HttpRequestError) : "connection lost";
    }

    private static string Of(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "name not resolved",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "TLS failed",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "not HTTP",
        HttpRequestError.ConfigurationLimitExceeded => "headers too long",
        _ => "connection lost",
    };
}
