using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace FeishuOrleans.SiloHook;

/// <summary>Lets the other silos come by way of another port of this machine, behind which a test can cut the way.</summary>
public sealed class AdvertisedPort : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>Variable: the port.</summary>
    public const string PortVariable = "FEISHU_ADVERTISED_PORT";

    private readonly int _port;

    private AdvertisedPort(int port) => _port = port;

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Change()
    {
        if (Environment.GetEnvironmentVariable(PortVariable) is { } port)
            DiagnosticListener.AllListeners.Subscribe(new AdvertisedPort(int.Parse(port, CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    /// <inheritdoc />
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder host })
            host.ConfigureServices(services => services.PostConfigure<EndpointOptions>(Change));
    }

    /// <inheritdoc />
    public void OnCompleted()
    {
    }

    /// <inheritdoc />
    public void OnError(Exception error)
    {
    }

    private void Change(EndpointOptions endpoint)
    {
        endpoint.SiloListeningEndpoint = new IPEndPoint(endpoint.AdvertisedIPAddress, endpoint.SiloPort);
        endpoint.SiloPort = _port;
    }
}
