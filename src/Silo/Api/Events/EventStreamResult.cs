using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>A stream as an answer.</summary>
internal sealed class EventStreamResult(EventStreams streams, EventStart start) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        StreamOutput.Begin(httpContext.Response);
        return streams.RunAsync(start, httpContext);
    }
}
