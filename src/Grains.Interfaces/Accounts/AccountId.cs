using System.Text.RegularExpressions;

namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>The account ids an operator may choose.</summary>
public static partial class AccountId
{
    /// <summary>Key of <c>Accounts</c> in configuration that is not an account.</summary>
    public const string ReservedName = "revision";

    /// <summary>Says what is wrong with an id, or null when it is good.</summary>
    public static string? Explain(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return "The account id is missing.";
        if (!Pattern().IsMatch(id))
            return $"'{id}' is not an account id: use 1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit.";
        return id == ReservedName ? $"'{id}' is reserved: choose another account id." : null;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{0,62}\z")]
    private static partial Regex Pattern();
}
