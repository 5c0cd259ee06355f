using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Tails;

/// <summary>Registration of the tails.</summary>
internal static class EventTailsServices
{
    /// <summary>Adds the tails and has them told of new events.</summary>
    public static void AddEventTails(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new EventTails(
            provider.GetRequiredService<IJournalStore>(),
            // Asked for when it is needed: the accounts need their connections, and these need whoever hears of their events.
            accountId => provider.GetRequiredService<LocalAccounts>().Carries(accountId),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventTail>>()));
        services.AddSingleton<IAppendedEvents>(static provider => provider.GetRequiredService<EventTails>());
        services.AddSingleton(static provider => new EventReadings(
            provider.GetRequiredService<IJournalStore>(), provider.GetRequiredService<EventTails>()));
    }
}
