using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Grains.Interfaces.Gateway;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>A real silo on loopback with the fake grains.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    public const string ClusterId = "feishu-orleans";

    private readonly IHost _host;
    private readonly int _siloPort;

    private TestSilo(IHost host, FakeAccounts accounts, int siloPort, int gatewayPort)
    {
        _host = host;
        _siloPort = siloPort;
        Accounts = accounts;
        GatewayPort = gatewayPort;
    }

    public FakeAccounts Accounts { get; }

    public int GatewayPort { get; }

    /// <summary>Value for <c>--gateway</c>.</summary>
    public string Gateway => $"127.0.0.1:{GatewayPort}";

    /// <summary>Starts a silo; with a client key, clients that have another one or none are refused.</summary>
    public static Task<TestSilo> StartAsync(FakeAccounts accounts, string? clientKey = null)
    {
        var ports = FreePorts();
        return StartAsync(accounts, clientKey, ports[0], ports[1]);
    }

    /// <summary>Starts a silo where this one was, with the same accounts.</summary>
    public Task<TestSilo> StartAgainAsync() => StartAsync(Accounts, clientKey: null, _siloPort, GatewayPort);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().Within(what: "the test silo to stop");
        _host.Dispose();
    }

    private static async Task<TestSilo> StartAsync(FakeAccounts accounts, string? clientKey, int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(accounts);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, null, ClusterId, ClusterId);
            silo.Configure<SiloConnectionOptions>(options => options.ConfigureGatewayInboundConnection(connection =>
            {
                var gate = new ConnectionGate(clientKey, TimeProvider.System, NullLogger<ConnectionGate>.Instance);
                connection.Use(next => context => gate.AdmitAsync(context, next));
            }));
        });
        var host = builder.Build();
        await host.StartAsync().Within(what: "the test silo to start");
        return new TestSilo(host, accounts, siloPort, gatewayPort);
    }

    private static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, 2).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }
}
