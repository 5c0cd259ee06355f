using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Telemetry;

/// <summary>Says what is wrong with <see cref="TelemetryOptions"/>.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => options.OtlpEndpoint is null or { Scheme: "http" or "https" }
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Telemetry:OtlpEndpoint is '{options.OtlpEndpoint}': give an http or https URL such as http://127.0.0.1:4317.");
}
