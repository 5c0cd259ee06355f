using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>A stream as an answer.</summary>
internal sealed class EventStreamResult(EventStreams streams, string accountId, JournalHead head, long after, EventFilter filter) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        StreamOutput.Begin(httpContext.Response);
        return streams.RunAsync(accountId, head, after, filter, httpContext);
    }
}
