using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Registration of dispatch.</summary>
internal static class DispatchServiceCollectionExtensions
{
    /// <summary>Adds <see cref="DispatchHost"/>, which is also who is told of appended events. Needs an <see cref="IJournalStore"/>. Safe to call twice.</summary>
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(DispatchHost)))
            return services;
        services.AddMetrics();
        services.AddOptions<DispatchOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>());
        services.TryAddSingleton<SteadyClock>();
        services.TryAddSingleton<PayloadBudget>();
        services.TryAddSingleton<EndpointLanes>();
        services.TryAddSingleton<ProgressWriter>();
        services.TryAddSingleton<SubscriptionLoader>();
        services.TryAddSingleton<DispatchInstruments>();
        services.TryAddSingleton<DispatchServices>();
        services.AddSingleton<DispatchHost>();
        services.AddSingleton<IAppendedEvents>(static provider => provider.GetRequiredService<DispatchHost>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<DispatchHost>());
        return services;
    }
}
