namespace FeishuOrleans.Silo.Health;

/// <summary><c>/health/startup</c>, <c>/health/ready</c> and <c>/health/live</c>: 200 or 503, without detail, for whoever asks.</summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddSingleton(static provider => new SiloHealth(
        () => provider.GetRequiredService<ISiloStatusOracle>().CurrentStatus, provider.GetRequiredService<IHostApplicationLifetime>()));

    public static void MapHealth(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<SiloHealth>();
        Map(app, "/health/startup", () => health.IsStarted);
        Map(app, "/health/ready", () => health.IsReady);
        // Whoever gets this answer sees that the process makes progress. Nothing else counts: a restart mends neither
        // storage nor the platform, and would drop connections that work.
        Map(app, "/health/live", static () => true);
    }

    private static void Map(WebApplication app, string path, Func<bool> isHealthy) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context =>
        {
            var healthy = isHealthy();
            context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsync(healthy ? "healthy" : "unhealthy", context.RequestAborted);
        });
}
