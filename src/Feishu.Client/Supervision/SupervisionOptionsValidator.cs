using Microsoft.Extensions.Options;

namespace Feishu.Client.Supervision;

/// <summary>Refuses values that cannot work; names every one at once.</summary>
public sealed class SupervisionOptionsValidator : IValidateOptions<SupervisionOptions>
{
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1), ShortestBackoff = TimeSpan.FromSeconds(0.1), Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, SupervisionOptions options)
    {
        List<string> failures = [];
        Duration(failures, nameof(options.HealthCheckInterval), options.HealthCheckInterval, ShortestTime);
        Duration(failures, nameof(options.StaleAfter), options.StaleAfter, ShortestTime);
        Duration(failures, nameof(options.PingInterval), options.PingInterval, ShortestTime);
        Duration(failures, nameof(options.PongTimeout), options.PongTimeout, ShortestTime);
        Duration(failures, nameof(options.StaleGrace), options.StaleGrace, ShortestTime);
        Duration(failures, nameof(options.EndpointTimeout), options.EndpointTimeout, ShortestTime);
        Duration(failures, nameof(options.HandshakeTimeout), options.HandshakeTimeout, ShortestTime);
        Duration(failures, nameof(options.InitialBackoff), options.InitialBackoff, ShortestBackoff);
        Duration(failures, nameof(options.MaxBackoff), options.MaxBackoff, ShortestBackoff);
        Duration(failures, nameof(options.StableAfter), options.StableAfter, ShortestTime);
        Duration(failures, nameof(options.FaultedReprobe), options.FaultedReprobe, ShortestTime);
        Duration(failures, nameof(options.OverLimitBackoff), options.OverLimitBackoff, ShortestBackoff);
        Duration(failures, nameof(options.MaxConnectionAge), options.MaxConnectionAge, ShortestTime);
        Number(failures, nameof(options.BackoffFactor), options.BackoffFactor, 1, 10);
        Number(failures, nameof(options.BackoffJitter), options.BackoffJitter, 0, 0.9);
        if (options.MaxBackoff < options.InitialBackoff)
            failures.Add($"{Key(nameof(options.MaxBackoff))} ({options.MaxBackoff}) is shorter than {Key(nameof(options.InitialBackoff))} ({options.InitialBackoff}).");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Duration(List<string> failures, string name, TimeSpan value, TimeSpan shortest)
    {
        if (value < shortest || value > Longest)
            failures.Add($"{Key(name)} is {value}: give a duration from {shortest:c} to {Longest:c}, for example 00:00:30.");
    }

    private static void Number(List<string> failures, string name, double value, double smallest, double largest)
    {
        if (!(value >= smallest && value <= largest))
            failures.Add($"{Key(name)} is {value}: give a number from {smallest} to {largest}.");
    }

    private static string Key(string name) => $"{SupervisionOptions.SectionName}:{name}";
}
