using FeishuOrleans.Grains.Health;

namespace FeishuOrleans.Silo.Health;

/// <summary><c>/health/startup</c>, <c>/health/ready</c> and <c>/health/live</c>: 200 or 503, without detail, for whoever asks. A silo
/// that is degraded is ready all the same and says so in a word; what it lacks is in the status of the cluster, for who may read that.</summary>
internal static class HealthEndpoints
{
    private const string Healthy = "healthy", Degraded = "degraded", Unhealthy = "unhealthy";

    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddSingleton(static provider => new SiloHealth(
        () => provider.GetRequiredService<ISiloStatusOracle>().CurrentStatus, () => provider.GetRequiredService<SiloCondition>().IsDegraded, provider.GetRequiredService<IHostApplicationLifetime>()));

    public static void MapHealth(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<SiloHealth>();
        Map(app, "/health/startup", () => health.IsStarted ? Healthy : null);
        Map(app, "/health/ready", () => health.IsDegraded ? Degraded : health.IsReady ? Healthy : null);
        // Whoever gets this answer sees that the process makes progress. Nothing else counts: a restart mends neither
        // storage nor the platform, and would drop connections that work.
        Map(app, "/health/live", static () => Healthy);
    }

    private static void Map(WebApplication app, string path, Func<string?> look) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context =>
        {
            var state = look();
            context.Response.StatusCode = state is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsync(state ?? Unhealthy, context.RequestAborted);
        });
}
