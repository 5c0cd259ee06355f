using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>Opens streams.</summary>
internal sealed partial class EventStreams(
    EventReadings readings, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<EventStreams> logger)
{
    /// <summary>Finds the place and makes the answer.</summary>
    public async Task<IResult> OpenAsync(string accountId, EventQuery query)
    {
        var (start, refusal) = await readings.FindAsync(accountId, query, CancellationToken.None);
        return start is null ? refusal!.ToResult() : new EventStreamResult(this, start);
    }

    /// <summary>Writes to the reader until one of the two ends.</summary>
    public async Task RunAsync(EventStart start, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await using var reading = readings.Begin(start, end.Token);
        try
        {
            await new EventStream(reading, () => OwnOpenIdAsync(start.AccountId), new StreamOutput(context.Response.BodyWriter, time)).RunAsync(end.Token);
        }
        catch (Exception ending) when (ending is OperationCanceledException or TimeoutException or JournalException or OrleansException)
        {
            // Nothing is lost: whoever reads comes back with the last id it saw.
            LogEnded(ending, start.AccountId);
            // A connection that takes nothing cannot be closed politely.
            if (ending is TimeoutException)
                context.Abort();
        }
    }

    private async Task<string?> OwnOpenIdAsync(string accountId) =>
        (await grains.GetGrain<IAccountGrain>(accountId).GetStatusAsync()).Status?.Identity?.OpenId;
}
