using System.Diagnostics.CodeAnalysis;

namespace FeishuOrleans.Silo.Startup;

/// <summary>A secret that the configuration names by a file. Relative paths begin at the working directory.</summary>
internal static class SecretFile
{
    /// <summary>Far above any secret; a wrong file is not read to its end.</summary>
    private const int MaxLength = 4096;

    public static bool TryRead(string path, [NotNullWhen(true)] out string? secret, [NotNullWhen(false)] out string? problem)
    {
        secret = null;
        try
        {
            using var file = File.OpenText(path);
            var buffer = new char[MaxLength + 1];
            var length = file.ReadBlock(buffer);
            secret = length <= MaxLength ? new string(buffer, 0, length).Trim() : null;
            problem = $"'{path}' holds more than {MaxLength} characters: this is not a secret.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"'{path}' cannot be read: {e.Message}";
        }

        return secret is not null;
    }
}
