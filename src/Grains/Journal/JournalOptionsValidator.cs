using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Journal;

/// <summary>Refuses values that cannot work; names every one at once.</summary>
public sealed class JournalOptionsValidator : IValidateOptions<JournalOptions>
{
    private const long SmallestQuota = 1L << 20, LargestQuota = 1L << 50;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromDays(366);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, JournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> failures = [];
        Duration(failures, nameof(options.Retention), options.Retention);
        Duration(failures, nameof(options.MaxUndeliveredAge), options.MaxUndeliveredAge);
        if (options.MaxBytesPerAccount is < SmallestQuota or > LargestQuota)
            failures.Add($"{Key(nameof(options.MaxBytesPerAccount))} is {options.MaxBytesPerAccount}: give a number of bytes from {SmallestQuota} (1 MiB) to {LargestQuota} (1 PiB).");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Duration(List<string> failures, string name, TimeSpan value)
    {
        if (value < Shortest || value > Longest)
            failures.Add($"{Key(name)} is {value}: give a duration from {Shortest:c} to {Longest:c}, for example 7.00:00:00.");
    }

    private static string Key(string name) => $"{JournalOptions.SectionName}:{name}";
}
