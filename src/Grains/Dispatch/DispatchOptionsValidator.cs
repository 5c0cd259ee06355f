using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Refuses values that cannot work; names every one at once.</summary>
public sealed class DispatchOptionsValidator : IValidateOptions<DispatchOptions>
{
    private const int MostAttempts = 1_000, LargestGap = 1_000_000, MostConcurrent = 10_000, LongestToast = 200;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> failures = [];
        Number(failures, nameof(options.MaxAttempts), options.MaxAttempts, MostAttempts);
        Number(failures, nameof(options.MaxGap), options.MaxGap, LargestGap);
        Number(failures, nameof(options.ConcurrencyPerEndpoint), options.ConcurrencyPerEndpoint, MostConcurrent);
        if (options.Timeout < Shortest || options.Timeout > Longest)
            failures.Add($"{Key(nameof(options.Timeout))} is {options.Timeout}: give a duration from {Shortest:c} to {Longest:c}, for example 00:00:10.");
        if (options.AllowedHosts is { } hosts && hosts.Split(',').Any(static host => !IsHost(host.Trim())))
            failures.Add($"{Key(nameof(options.AllowedHosts))} is \"{hosts}\": give names of hosts, separated by commas, with *. before a domain to mean all below it.");
        if (options.CallbackFallbackToast is { } toast && (toast.Trim().Length == 0 || toast.Length > LongestToast))
            failures.Add($"{Key(nameof(options.CallbackFallbackToast))} is empty or too long: give a text of at most {LongestToast} characters, or leave it out.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) != UriHostNameType.Unknown;

    private static void Number(List<string> failures, string name, int value, int largest)
    {
        if (value < 1 || value > largest)
            failures.Add($"{Key(name)} is {value}: give a number from 1 to {largest}.");
    }

    private static string Key(string name) => $"{DispatchOptions.SectionName}:{name}";
}
