using System.Net;
using FeishuOrleans.Grains.Sinks.Webhook.Addresses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Registration of the webhook sink.</summary>
internal static class WebhookServices
{
    /// <summary>Adds what posts events. The host may register <see cref="IHttpPorts"/> first. Safe to call twice.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton<IHttpPorts, NoHttpPorts>();
        services.TryAddSingleton<IClusterEndpoints, ClusterEndpoints>();
        services.TryAddSingleton<ResolveHost>(static (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));
        services.TryAddSingleton<WebhookDialer>();
        services.TryAddSingleton<WebhookHttp>();
        services.TryAddSingleton<WebhookSinks>();
        services.TryAddSingleton<WebhookChallenge>();
        return services;
    }
}
