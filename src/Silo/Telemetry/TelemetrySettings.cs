namespace FeishuOrleans.Silo.Telemetry;

/// <summary>The section together with the standard variables that say the same.</summary>
internal sealed record TelemetrySettings(TelemetryOptions Options, bool SendsMetrics, bool SendsTraces)
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>Nothing is sent unless somebody says where to: the exporter's own default is a port of this machine.</summary>
    public static TelemetrySettings Read(TelemetryOptions options, IConfiguration configuration)
    {
        var sendsAll = options.OtlpEndpoint is not null || Has(configuration, Endpoint);
        return new TelemetrySettings(options, sendsAll || Has(configuration, MetricsEndpoint), sendsAll || Has(configuration, TracesEndpoint));
    }

    private static bool Has(IConfiguration configuration, string variable) => !string.IsNullOrWhiteSpace(configuration[variable]);
}
