namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>What secrets of the platform look like: a word of visible ASCII.</summary>
public static class SecretShape
{
    /// <summary>Longest secret.</summary>
    public const int MaxLength = 256;

    /// <summary>Says what is wrong with a secret without repeating it, or null when it is good.</summary>
    /// <param name="what">Name of the secret, for example <c>app secret</c>.</param>
    /// <param name="secret">The secret.</param>
    public static string? Explain(string what, string secret)
    {
        if (secret.Length == 0)
            return $"The {what} is empty.";
        if (secret.Length > MaxLength)
            return $"The {what} is longer than {MaxLength} characters: this is not one.";
        return secret.Any(static c => c is <= ' ' or > '~')
            ? $"The {what} contains white space or characters that none has: copy it again."
            : null;
    }
}
