using System.Buffers.Text;

namespace FeishuOrleans.Grains.Interfaces.Webhooks;

/// <summary>The secrets that sign webhooks: <c>whsec_</c> and the key in base64 (standardwebhooks.com).</summary>
public static class WebhookSecret
{
    public const string Prefix = "whsec_";

    /// <summary>Longest key.</summary>
    public const int MaxKeyBytes = 512;

    /// <summary>Says what is wrong with a secret without repeating it, or null when it is good.</summary>
    public static string? Explain(string? secret)
    {
        if (secret is null || !secret.StartsWith(Prefix, StringComparison.Ordinal))
            return $"A webhook secret starts with '{Prefix}'.";
        return Base64.IsValid(secret.AsSpan(Prefix.Length), out var bytes) && bytes is > 0 and <= MaxKeyBytes
            ? null
            : $"A webhook secret is '{Prefix}' and 1 to {MaxKeyBytes} bytes in base64, 24 or more for safety; `openssl rand -base64 32` makes one.";
    }

    /// <summary>The key of a good secret.</summary>
    /// <exception cref="FormatException">The secret is not good.</exception>
    public static byte[] Decode(string secret) =>
        Explain(secret) is { } problem ? throw new FormatException(problem) : Convert.FromBase64String(secret[Prefix.Length..]);
}
