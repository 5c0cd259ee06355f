using FeishuOrleans.Grains.Sinks.Webhook.Addresses;
using FeishuOrleans.Silo.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>HTTP of this process.</summary>
internal static class HttpHosting
{
    private const string WebServer = "GenericWebHostService";

    /// <summary>Adds the web server. It starts before the silo and stops after it, so that health is answered throughout.</summary>
    public static void AddHttp(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.WebHost.UseKestrelCore().UseUrls(settings.Urls);
        builder.Services.Configure<KestrelServerOptions>(static server => HttpLimits.Apply(server.Limits));
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHttpPorts, ListeningPorts>();

        // The builder adds the web server behind everything else; this runs after that.
        builder.Host.ConfigureContainer<IServiceCollection>(static services =>
        {
            var server = services.Single(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == WebServer);
            services.Remove(server);
            services.Insert(0, server);
        });
    }
}
