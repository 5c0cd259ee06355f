namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>The stream as an answer.</summary>
internal sealed class FleetStreamResult(FleetStreams streams) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => streams.RunAsync(httpContext);
}
