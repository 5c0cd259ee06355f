using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FeishuOrleans.SiloHook;

/// <summary>Lets the other silos come by way of another port of this machine, behind which a test can cut the way.</summary>
public static class AdvertisedPort
{
    /// <summary>Variable: the port.</summary>
    public const string PortVariable = "FEISHU_ADVERTISED_PORT";

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Change()
    {
        if (Environment.GetEnvironmentVariable(PortVariable) is not { } given)
            return;
        var port = int.Parse(given, CultureInfo.InvariantCulture);
        HostChange.Apply(services => services.PostConfigure<EndpointOptions>(endpoint =>
        {
            endpoint.SiloListeningEndpoint = new IPEndPoint(endpoint.AdvertisedIPAddress, endpoint.SiloPort);
            endpoint.SiloPort = port;
        }));
    }
}
