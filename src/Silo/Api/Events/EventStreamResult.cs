using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>A stream as an answer.</summary>
internal sealed class EventStreamResult(EventStreams streams, string accountId, JournalHead head, long after, EventFilter filter) : IResult
{
    public const string ContentType = "text/event-stream";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        // Proxies of the nginx family gather otherwise.
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        return streams.RunAsync(accountId, head, after, filter, httpContext);
    }
}
