using FeishuOrleans.Grains.Interfaces.Gateway;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>The gates before the silo's two ports. Only clients show a key: what reaches the silo port can do as it likes.</summary>
internal static class GateHosting
{
    public static void AddGates(this ISiloBuilder silo, string? clientKey) => silo.Configure<SiloConnectionOptions>(options =>
    {
        options.ConfigureGatewayInboundConnection(connection => Put(connection, clientKey));
        options.ConfigureSiloInboundConnection(static connection => Put(connection, key: null));
    });

    private static void Put(IConnectionBuilder connection, string? key)
    {
        var services = connection.ApplicationServices;
        // Lives as long as the port, which is as long as the process.
        var gate = new ConnectionGate(key, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ConnectionGate>>());
        connection.Use(next => context => gate.AdmitAsync(context, next));
    }
}
