using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Configuration;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeishuOrleans.Silo.Telemetry;

/// <summary>Metrics of this process, for who fetches them (<c>/metrics</c>), and metrics and traces by OTLP for whom they are sent to.</summary>
internal static class TelemetryHosting
{
    public const string MetricsPath = "/metrics";

    private const string ServiceName = "feishu-orleans";

    /// <summary>Ours, the cluster's, the runtime's, and HTTP requests by route.</summary>
    private static readonly string[] Meters = ["Feishu.Client.*", "FeishuOrleans.*", "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting"];

    public static void AddTelemetry(this WebApplicationBuilder builder, SiloSettings settings)
    {
        var telemetry = settings.Telemetry;
        builder.Services.Configure<AccountOptions>(accounts => accounts.MeasuresEach = telemetry.Options.AccountIds);
        // As if the variable said so: set on the exporter itself, it would be taken for the whole address of one signal.
        if (telemetry.Options.OtlpEndpoint is { } endpoint)
            builder.Configuration.AddInMemoryCollection([new(TelemetrySettings.Endpoint, endpoint.OriginalString)]);
        var sdk = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, settings))
            .WithMetrics(metrics => AddMetrics(metrics, telemetry));
        if (telemetry.SendsTraces)
            sdk.WithTracing(static traces => traces.AddSource(TraceSources.All).AddOtlpExporter());
    }

    /// <summary>Maps <c>/metrics</c>: who may see accounts may see it.</summary>
    public static void MapTelemetry(this WebApplication app) => app
        .MapPrometheusScrapingEndpoint(MetricsPath)
        .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
        .RequireAuthorization(ApiScope.Read)
        .RequireRateLimiting(ApiLimits.Requests);

    /// <summary>The standard variables (<c>OTEL_SERVICE_NAME</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>) go before what is said here.</summary>
    private static void Describe(ResourceBuilder resource, SiloSettings settings) => resource
        .AddService(ServiceName, settings.Cluster.ServiceId, CommandLineAnswer.Version, serviceInstanceId: settings.Cluster.SiloName)
        .AddEnvironmentVariableDetector();

    private static void AddMetrics(MeterProviderBuilder metrics, TelemetrySettings telemetry)
    {
        metrics.AddMeter(Meters).AddPrometheusExporter();
        if (telemetry.SendsMetrics)
            metrics.AddOtlpExporter();
    }
}
