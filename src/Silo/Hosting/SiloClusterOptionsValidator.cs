using System.Net;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>Says everything that is wrong with <see cref="SiloClusterOptions"/> at once.</summary>
internal sealed class SiloClusterOptionsValidator : IValidateOptions<SiloClusterOptions>
{
    private const int MaxIdLength = 150;
    private const double MaxConnectRate = 100_000;

    private static readonly TimeSpan ShortestProbe = TimeSpan.FromSeconds(1), LongestProbe = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestIsolation = TimeSpan.FromSeconds(5), LongestIsolation = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, SiloClusterOptions options)
    {
        var failures = Explain(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Explain(SiloClusterOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ServiceId) || options.ServiceId.Length > MaxIdLength)
            yield return $"Cluster:ServiceId must have 1 to {MaxIdLength} characters.";
        if (string.IsNullOrWhiteSpace(options.ClusterId) || options.ClusterId.Length > MaxIdLength)
            yield return $"Cluster:ClusterId must have 1 to {MaxIdLength} characters.";
        foreach (var problem in ExplainPorts(options).Concat(ExplainAddress(options)))
            yield return problem;
        if (options.ProbeTimeout < ShortestProbe || options.ProbeTimeout > LongestProbe)
            yield return $"Cluster:ProbeTimeout is {options.ProbeTimeout}: give a duration from {ShortestProbe} to {LongestProbe}.";
        if (options.IsolationLimit < ShortestIsolation || options.IsolationLimit > LongestIsolation)
            yield return $"Cluster:IsolationLimit is {options.IsolationLimit}: give a duration from {ShortestIsolation} to {LongestIsolation}.";
        if (!Enum.IsDefined(options.GrainDirectory))
            yield return $"Cluster:GrainDirectory is {options.GrainDirectory}: give {string.Join(" or ", Enum.GetNames<GrainDirectoryKind>())}.";
        if (!(options.ConnectRate >= 0.1 && options.ConnectRate <= MaxConnectRate))
            yield return $"Cluster:ConnectRate is {options.ConnectRate}: give a number from 0.1 to {MaxConnectRate}.";
    }

    private static IEnumerable<string> ExplainPorts(SiloClusterOptions options)
    {
        if (!IsPort(options.SiloPort))
            yield return $"Cluster:SiloPort is {options.SiloPort}: a port is 1 to 65535.";
        if (!IsPort(options.GatewayPort))
            yield return $"Cluster:GatewayPort is {options.GatewayPort}: a port is 1 to 65535.";
        if (options.SiloPort == options.GatewayPort)
            yield return $"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}: give two ports.";
    }

    private static IEnumerable<string> ExplainAddress(SiloClusterOptions options)
    {
        if (!IPAddress.TryParse(options.AdvertisedAddress, out var address))
            yield return $"Cluster:AdvertisedAddress is '{options.AdvertisedAddress}': give an IP address.";
        else if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            yield return $"Cluster:AdvertisedAddress is {address}, which nobody can connect to: give the address of this machine.";
        else if (!IPAddress.IsLoopback(address) && string.IsNullOrWhiteSpace(options.ClientKey))
            yield return $"Cluster:AdvertisedAddress is {address}, so that the gateway can be reached from other machines: set Cluster:ClientKey, or stay on 127.0.0.1.";
        if (options.ClientKey is not null && string.IsNullOrWhiteSpace(options.ClientKey))
            yield return "Cluster:ClientKey is empty: give a key, or remove the setting.";
    }

    private static bool IsPort(int number) => number is >= 1 and <= ushort.MaxValue;
}
