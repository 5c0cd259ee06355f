using System.ComponentModel.DataAnnotations;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>How events get to the operator's code (<c>Dispatch</c>).</summary>
public sealed class DispatchOptions
{
    public const string SectionName = "Dispatch";

    /// <summary>Tries of one event before it is parked; tries while the endpoint as a whole was down do not count. Default 12.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Finished events above the oldest unfinished one; beyond it the oldest is set aside so that progress
    /// can be saved. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxGap { get; set; } = 10_000;

    /// <summary>How long one request to a webhook may take. Default 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests under way to one endpoint (scheme, host and port) from this silo. Default 32.</summary>
    [Range(1, 10_000)]
    public int ConcurrencyPerEndpoint { get; set; } = 32;

    /// <summary>Hosts a webhook may name, separated by commas; <c>*.example.org</c> names all below. Unset: every host.
    /// Link-local and cloud-metadata addresses and the cluster's own ports are refused either way.</summary>
    public string? AllowedHosts { get; set; }

    /// <summary>Text shown to the user who pressed a button when the operator's code gave no answer in time; unset: nothing is shown.</summary>
    public string? CallbackFallbackToast { get; set; }
}
