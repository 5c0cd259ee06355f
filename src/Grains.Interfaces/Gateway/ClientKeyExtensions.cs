using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>For clients of a cluster that demands <c>Cluster:ClientKey</c>.</summary>
public static class ClientKeyExtensions
{
    /// <summary>
    /// Proves to each gateway that the client has the key, and has the gateway prove the same. Connecting fails with
    /// <see cref="ClientKeyRefusedException"/> when one of them has it not. With null the client is told why it is refused
    /// where a key is demanded, and is let in elsewhere. Silos that are not FeishuOrleans do not understand such a client.
    /// </summary>
    public static IClientBuilder UseClientKey(this IClientBuilder client, string? key)
    {
        client.Services.Configure<ClientConnectionOptions>(options => options.ConfigureConnection(connection =>
        {
            var knock = new GatewayKnock(key, connection.ApplicationServices.GetRequiredService<TimeProvider>());
            connection.Use(next => context => knock.EnterAsync(context, next));
        }));
        return client;
    }
}
