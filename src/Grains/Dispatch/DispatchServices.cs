using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What the dispatchers of a silo share.</summary>
internal sealed class DispatchServices(
    IJournalStore journal,
    EndpointLanes lanes,
    ProgressWriter writer,
    SubscriptionLoader loader,
    PayloadBudget budget,
    SteadyClock clock,
    Jitter jitter,
    DispatchInstruments instruments,
    IOptions<DispatchOptions> options,
    IOptions<JournalOptions> journalOptions,
    ILogger<AccountDispatcher> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200), LongestRetry = TimeSpan.FromSeconds(10);

    public IJournalStore Journal => journal;

    public EndpointLanes Lanes => lanes;

    public ProgressWriter Writer => writer;

    public SubscriptionLoader Loader => loader;

    public SteadyClock Clock => clock;

    public DispatchInstruments Instruments => instruments;

    public ILogger Logger => logger;

    /// <summary>Pauses between tries of reading the journal.</summary>
    public RetryDelay NewJournalRetry() => new(FirstRetry, LongestRetry, jitter);

    public DeliveryState NewState() => new(
        options.Value, new RetrySchedule(options.Value.MaxAttempts, journalOptions.Value.MaxUndeliveredAge, jitter), budget, clock);
}
