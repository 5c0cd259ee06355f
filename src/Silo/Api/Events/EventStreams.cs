using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Silo.Api.Problems;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>Opens streams.</summary>
internal sealed partial class EventStreams(
    IJournalStore journal, EventTails tails, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<EventStreams> logger)
{
    /// <summary>Finds the place and makes the answer.</summary>
    public async Task<IResult> OpenAsync(string accountId, string? lastEventId, string? from, EventFilter filter)
    {
        try
        {
            var head = await journal.GetHeadAsync(accountId, CancellationToken.None);
            var (after, problem) = await EventPosition.FindAsync(
                lastEventId, from, head, receivedFrom => journal.FindAsync(accountId, receivedFrom, CancellationToken.None));
            return problem is not null ? problem : new EventStreamResult(this, accountId, head, after, filter);
        }
        catch (JournalException failure)
        {
            return new ProblemResult(ApiProblems.StorageUnavailable, failure.Message);
        }
    }

    /// <summary>Writes to the reader until one of the two ends.</summary>
    public async Task RunAsync(string accountId, JournalHead head, long after, EventFilter filter, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var tail = tails.Join(accountId, head);
        try
        {
            await new EventStream(tail, filter, () => OwnOpenIdAsync(accountId), new StreamOutput(context.Response.BodyWriter, time)).RunAsync(after, end.Token);
        }
        catch (Exception ending) when (ending is OperationCanceledException or TimeoutException or JournalException or OrleansException)
        {
            // Nothing is lost: whoever reads comes back with the last id it saw.
            LogEnded(ending, accountId);
            // A connection that takes nothing cannot be closed politely.
            if (ending is TimeoutException)
                context.Abort();
        }
        finally
        {
            await tails.LeaveAsync(tail);
        }
    }

    private async Task<string?> OwnOpenIdAsync(string accountId) =>
        (await grains.GetGrain<IAccountGrain>(accountId).GetStatusAsync()).Status?.Identity?.OpenId;
}
