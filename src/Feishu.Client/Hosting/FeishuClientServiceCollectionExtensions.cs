using Feishu.Client.Endpoints;
using Feishu.Client.Events;
using Feishu.Client.OpenApi;
using Feishu.Client.Sending;
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
    /// <summary>Adds <see cref="IFeishuConnectionFactory"/>, <see cref="IBotInfoApi"/> and <see cref="IMessageSender"/>. Safe to call twice.</summary>
    public static IServiceCollection AddFeishuClient(this IServiceCollection services)
    {
        services.AddOptions<SupervisionOptions>().ValidateOnStart();
        services.AddOptions<FeishuClientOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SupervisionOptions>, SupervisionOptionsValidator>());
        services.TryAddSingleton(SystemTime.Provider);
        services.TryAddSingleton(provider => new ConnectRamp(
            provider.GetRequiredService<IOptions<FeishuClientOptions>>().Value.ConnectRate, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IConnectRamp>(static provider => provider.GetRequiredService<ConnectRamp>());
        services.TryAddSingleton<PlatformWatch>();
        services.TryAddSingleton(static provider => new ConnectPace(
            provider.GetRequiredService<ConnectRamp>(), provider.GetRequiredService<PlatformWatch>()));
        AddInstruments(services);
        AddTransport(services);
        AddSending(services);
        services.TryAddSingleton<IFeishuConnectionFactory>(CreateFactory);
        return services;
    }

    private static void AddInstruments(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<ConnectionInstruments>();
        services.TryAddSingleton<EventInstruments>();
        services.TryAddSingleton<SendingInstruments>();
    }

    private static void AddTransport(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new PlatformHttp(provider.GetRequiredService<IOptions<FeishuClientOptions>>().Value.CreateHandler));
        services.TryAddSingleton<IEndpointDiscovery, HttpEndpointDiscovery>();
        services.TryAddSingleton(static provider => new PlatformProbe(provider.GetRequiredService<PlatformHttp>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISocketConnector, WebSocketConnector>();
        services.TryAddSingleton<OpenApiCaller>();
        services.TryAddSingleton<TenantTokenCache>();
        services.TryAddSingleton<SignedCaller>();
        services.TryAddSingleton<IBotInfoApi, BotInfoApi>();
    }

    private static void AddSending(IServiceCollection services)
    {
        services.TryAddSingleton<IMessageApi, MessageApi>();
        services.TryAddSingleton(provider => new SendingServices(
            provider.GetRequiredService<TimeProvider>(),
            SystemTime.Chance,
            SystemTime.NewKey,
            provider.GetRequiredService<SendingInstruments>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger<MessageSender>()));
        services.TryAddSingleton<MessageSender>();
        services.TryAddSingleton<IMessageSender>(static provider => provider.GetRequiredService<MessageSender>());
    }

    private static FeishuConnectionFactory CreateFactory(IServiceProvider provider) => new(new ConnectionServices(
        provider.GetRequiredService<IOptions<SupervisionOptions>>().Value,
        new SupervisionClock(provider.GetRequiredService<TimeProvider>()),
        SystemTime.Chance,
        provider.GetRequiredService<IConnectRamp>(),
        provider.GetRequiredService<PlatformWatch>(),
        provider.GetRequiredService<IEndpointDiscovery>(),
        provider.GetRequiredService<ISocketConnector>(),
        provider.GetRequiredService<ConnectionInstruments>(),
        provider.GetRequiredService<EventInstruments>(),
        provider.GetRequiredService<ILoggerFactory>().CreateLogger<FeishuConnection>()));
}
