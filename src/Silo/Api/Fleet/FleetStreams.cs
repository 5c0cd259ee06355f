using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>Opens streams of the fleet.</summary>
internal sealed partial class FleetStreams(FleetWatch watch, CallerCheck callers, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<FleetStreams> logger)
{
    /// <summary>Writes to the reader until one of the two ends.</summary>
    public async Task RunAsync(HttpContext context)
    {
        var caller = context.Features.Get<Caller>()!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        StreamOutput.Begin(context.Response);
        var stream = new FleetStream(watch, new StreamOutput(context.Response.BodyWriter, time), () => callers.StillMayAsync(caller, ApiScope.Read), time);
        try
        {
            await stream.RunAsync(end.Token);
        }
        catch (Exception ending) when (ending is OperationCanceledException or TimeoutException)
        {
            // Whoever reads comes back and is told everything anew.
            LogEnded(ending);
            // A connection that takes nothing cannot be closed politely.
            if (ending is TimeoutException)
                context.Abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A stream of the fleet ended")]
    private partial void LogEnded(Exception ending);
}
