using System.Text.RegularExpressions;
using FeishuOrleans.Silo.Configuration;

namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>Reads the section <c>Api</c> and notes every mistake in it.</summary>
internal static partial class ApiKeyReader
{
    private static readonly char[] Separators = [',', ' '];

    public static ApiKeySet Read(IConfiguration configuration, ICollection<string> problems)
    {
        var section = configuration.GetSection(ApiKeyOptions.SectionName);
        foreach (var child in section.GetChildren().Where(static child => !child.Key.Equals(ApiKeyOptions.Keys, StringComparison.OrdinalIgnoreCase)))
            problems.Add($"{child.Path} is unknown. There is: {ApiKeyOptions.Keys}.");
        var keys = section.GetSection(ApiKeyOptions.Keys).GetChildren().Select(child => ReadKey(child, problems)).OfType<ApiKey>().ToArray();
        foreach (var same in keys.GroupBy(static key => Convert.ToHexString(key.Hash)).Where(static group => group.Count() > 1))
            problems.Add($"Api:Keys {string.Join(" and ", same.Select(static key => key.Name))} have the same Sha256: one key has one name.");
        return new ApiKeySet(keys);
    }

    private static ApiKey? ReadKey(IConfigurationSection section, ICollection<string> problems)
    {
        var before = problems.Count;
        if (!Name().IsMatch(section.Key))
            problems.Add($"{section.Path}: the name of a key has 1 to 63 letters, digits, '.', '-' and '_'.");
        NoteUnknown(section, problems);
        var hash = section[nameof(ApiKeyOptions.Sha256)];
        // The value is not repeated: it may be the key itself, put there by mistake.
        if (hash is null || !Digest().IsMatch(hash))
            problems.Add($"{section.Path}:{nameof(ApiKeyOptions.Sha256)} must be the SHA-256 of the key as 64 hexadecimal digits (docs/http-api.md says how to make one).");
        var scopes = ReadScopes(section.GetSection(nameof(ApiKeyOptions.Scopes)), problems);
        return problems.Count == before ? new ApiKey(section.Key, Convert.FromHexString(hash!), scopes) : null;
    }

    private static void NoteUnknown(IConfigurationSection section, ICollection<string> problems)
    {
        var known = SettingCatalog.KeysOf(typeof(ApiKeyOptions)).Select(static key => key.Name).ToArray();
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{child.Path} is unknown. There is: {string.Join(", ", known)}.");
    }

    private static string[] ReadScopes(IConfigurationSection section, ICollection<string> problems)
    {
        string[] scopes =
        [
            .. (section.Value ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries),
            .. section.GetChildren().Select(static child => child.Value ?? string.Empty),
        ];
        if (scopes.Length == 0 || scopes.Except(ApiScope.All).Any())
            problems.Add($"{section.Path} is '{string.Join(",", scopes)}': give one or more of {string.Join(", ", ApiScope.All)}.");
        return [.. scopes.Distinct()];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{64}\z")]
    private static partial Regex Digest();
}
