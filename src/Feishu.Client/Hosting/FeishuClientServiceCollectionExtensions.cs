using Feishu.Client.Endpoints;
using Feishu.Client.OpenApi;
using Feishu.Client.Sockets;
using Feishu.Client.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Feishu.Client.Hosting;

/// <summary>Registration of the client.</summary>
public static class FeishuClientServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IFeishuConnectionFactory"/> and <see cref="IBotInfoApi"/>. Safe to call twice.</summary>
    public static IServiceCollection AddFeishuClient(this IServiceCollection services)
    {
        services.AddOptions<SupervisionOptions>().ValidateOnStart();
        services.AddOptions<FeishuClientOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SupervisionOptions>, SupervisionOptionsValidator>());
        services.TryAddSingleton(SystemTime.Provider);
        services.TryAddSingleton<IConnectRamp>(provider => new ConnectRamp(
            provider.GetRequiredService<IOptions<FeishuClientOptions>>().Value.ConnectRate, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PlatformWatch>();
        AddTransport(services);
        services.TryAddSingleton<IFeishuConnectionFactory>(CreateFactory);
        return services;
    }

    private static void AddTransport(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new PlatformHttp(provider.GetRequiredService<IOptions<FeishuClientOptions>>().Value.CreateHandler));
        services.TryAddSingleton<IEndpointDiscovery, HttpEndpointDiscovery>();
        services.TryAddSingleton<ISocketConnector, WebSocketConnector>();
        services.TryAddSingleton<OpenApiCaller>();
        services.TryAddSingleton<TenantTokenCache>();
        services.TryAddSingleton<IBotInfoApi, BotInfoApi>();
    }

    private static FeishuConnectionFactory CreateFactory(IServiceProvider provider) => new(new ConnectionServices(
        provider.GetRequiredService<IOptions<SupervisionOptions>>().Value,
        new SupervisionClock(provider.GetRequiredService<TimeProvider>()),
        SystemTime.Chance,
        provider.GetRequiredService<IConnectRamp>(),
        provider.GetRequiredService<PlatformWatch>(),
        provider.GetRequiredService<IEndpointDiscovery>(),
        provider.GetRequiredService<ISocketConnector>(),
        provider.GetRequiredService<ILoggerFactory>().CreateLogger<FeishuConnection>()));
}
