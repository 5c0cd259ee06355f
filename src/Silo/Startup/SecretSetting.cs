namespace FeishuOrleans.Silo.Startup;

/// <summary>A secret that is given as a setting or by the file that holds it.</summary>
internal static class SecretSetting
{
    /// <summary>The secret; null when it is given in neither way, or in one that is noted as a problem.</summary>
    /// <param name="key">Full name of the setting; that of the file ends with <c>File</c>.</param>
    /// <param name="value">The setting.</param>
    /// <param name="file">The file's setting.</param>
    /// <param name="problems">Where problems are noted.</param>
    public static string? Read(string key, string? value, string? file, ICollection<string> problems)
    {
        if (value is not null && file is not null)
            problems.Add($"{key} and {key}File are both set: keep one of them.");
        else if (file is null)
            return value;
        else if (!SecretFile.TryRead(file, out var secret, out var problem))
            problems.Add($"{key}File {problem}");
        else if (secret.Length == 0)
            problems.Add($"{key}File '{file}' is empty.");
        else
            return secret;
        return null;
    }
}
