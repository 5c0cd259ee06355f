using Feishu.Client.Events;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Diagnosis;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Health;
using FeishuOrleans.Grains.Identity;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Messages;
using FeishuOrleans.Grains.Replays;
using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Grains.Takeover;
using FeishuOrleans.Grains.Timelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Hosting;

/// <summary>Registration of the accounts.</summary>
public static class FeishuAccountsExtensions
{
    /// <summary>
    /// Adds accounts to a silo. The host brings a <see cref="MasterKey"/> or a <see cref="MasterKeyRing"/>, default grain storage, a reminder table and an
    /// <see cref="IJournalStore"/>.
    /// Safe to call twice.
    /// </summary>
    public static ISiloBuilder AddFeishuAccounts(this ISiloBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(AccountKeeperClient)))
            return builder;
        services.AddFeishuClient();
        builder.AddReminders();
        AddOptions(services);
        AddSecrets(services);
        AddJournal(services);
        services.AddDispatch();
        services.AddWebhooks();
        services.AddEventTails();
        AddEvents(services);
        AddConnections(services);
        AddAccounts(services);
        AddHandover(services);
        AddTakeover(builder);
        AddFencing(services);
        AddHealth(services);
        return builder;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<PlatformOptions>().ValidateOnStart();
        services.AddOptions<AccountOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JournalOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JournalOptions>, JournalOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PlatformOptions>, PlatformOptionsValidator>());
#pragma warning disable RS0030 // Composition root: what is banned elsewhere is injected from here.
        services.TryAddSingleton(new Jitter(Random.Shared.NextDouble));
#pragma warning restore RS0030
    }

    private static void AddSecrets(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new MasterKeyRing(provider.GetRequiredService<MasterKey>()));
        services.TryAddSingleton<SecretSealer>();
        services.TryAddSingleton<MasterKeyCheck>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<MasterKeyCheck>());
    }

    private static void AddJournal(IServiceCollection services)
    {
        services.TryAddSingleton<JournalHealth>();
        services.TryAddSingleton<JournalInstruments>();
        services.TryAddSingleton<JournalSizes>();
        services.TryAddSingleton<GroupCommitter>();
        services.TryAddSingleton<FullAccounts>();
        services.TryAddSingleton<RetentionSweep>();
        services.TryAddSingleton<JournalJanitor>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<JournalJanitor>());
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.TryAddSingleton<EventCounts>();
        services.TryAddSingleton<EventKeeper>();
        services.TryAddSingleton<AskLimit>();
        services.TryAddSingleton<AnswerMemory>();
        services.TryAddSingleton<FallbackAnswer>();
        services.TryAddSingleton<CallbackInstruments>();
        services.TryAddSingleton<CallbackDesk>();
        services.TryAddSingleton<IEventHandler, JournalingEventHandler>();
    }

    private static void AddConnections(IServiceCollection services)
    {
        services.TryAddSingleton<LeavingConnections>();
        services.TryAddSingleton<LeavingCallbacks>();
        services.TryAddSingleton<ICallbackDispatch>(static provider => provider.GetRequiredService<LeavingCallbacks>());
        services.TryAddSingleton<SiloTimelines>();
        services.TryAddSingleton<TransitionNotices>();
        services.TryAddSingleton<ConnectionHost>();
        services.TryAddSingleton<ConnectShare>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<ConnectShare>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<ConnectionHost>());
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.TryAddSingleton<PlatformDomains>();
        services.TryAddSingleton<Credentials>();
        services.TryAddSingleton<StatusMapper>();
        services.TryAddSingleton<LocalAccounts>();
        services.TryAddSingleton<AccountInstruments>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<AccountInstruments>());
        // Scoped: every activation has its own.
        services.TryAddScoped<AccountStore>();
        services.TryAddScoped<AccountRegistry>();
        services.TryAddScoped<AccountReminder>();
        services.TryAddScoped<AccountConnector>();
        services.TryAddScoped<DeliveryControl>();
        services.TryAddScoped<AccountParking>();
        services.TryAddScoped<CallOrder>();
        services.TryAddScoped<AccountMessages>();
        services.TryAddScoped<OpenReadings>();
        services.TryAddScoped<AccountEvents>();
        services.TryAddScoped<AccountReplay>();
        services.TryAddScoped<WebhookCheck>();
        services.TryAddScoped<SecretCheck>();
        services.TryAddScoped<IdentityResolver>();
        services.TryAddScoped<HandOver>();
        services.TryAddScoped<AccountUpkeep>();
        services.TryAddScoped<AccountOwner>();
    }

    private static void AddHandover(IServiceCollection services)
    {
        services.TryAddSingleton<Departures>();
        services.TryAddSingleton<OpenSilos>();
        services.TryAddSingleton<MoveRound>();
        services.TryAddSingleton<DrainNotices>();
        services.TryAddSingleton<SiloDrain>();
        services.TryAddSingleton<Rebalance>();
        services.TryAddSingleton<IAccountMoves, AccountMoves>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<SiloDrain>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<Rebalance>());
    }

    private static void AddTakeover(ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<AccountKeeperClient>();
        builder.Services.TryAddSingleton<OwnershipInstruments>();
        builder.Services.TryAddSingleton<SiloReports>();
        builder.Services.TryAddSingleton<AccountSweep>();
        builder.Services.TryAddSingleton<AccountSweeps>();
        builder.AddPlacementDirector<RendezvousPlacement, RendezvousDirector>();
        builder.AddGrainService<AccountKeeper>();
    }

    private static void AddHealth(IServiceCollection services)
    {
        services.TryAddSingleton(new SharedSettings([]));
        services.TryAddSingleton<StorageProbe>();
        services.TryAddSingleton<StorageWatch>();
        services.TryAddSingleton(static provider => new SiloCondition(
            provider.GetRequiredService<JournalHealth>(),
            provider.GetRequiredService<StorageWatch>(),
            provider.GetRequiredService<PlatformWatch>(),
            provider.GetRequiredService<Fence>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<HealthInstruments>();
        services.TryAddSingleton<SiloExamination>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<StorageWatch>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<HealthInstruments>());
    }

    private static void AddFencing(IServiceCollection services)
    {
        services.TryAddSingleton<SiloContacts>();
        services.TryAddSingleton<Fence>();
        services.TryAddSingleton<SiloWatchdog>();
        services.TryAddSingleton<IsolationWatch>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<SiloWatchdog>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider => provider.GetRequiredService<IsolationWatch>());
    }
}
