namespace FeishuOrleans.Silo.Telemetry;

/// <summary>What is told about this silo, and to whom. Section <c>Telemetry</c> of the configuration.</summary>
public sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>Where metrics and traces are sent by OTLP; <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> does the same. Default: nowhere.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Whether what is measured of accounts is told of each by its id, not of all together. Default no.</summary>
    public bool AccountIds { get; set; }
}
