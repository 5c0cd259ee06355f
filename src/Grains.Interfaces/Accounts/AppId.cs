using System.Text.RegularExpressions;

namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>The shape of a Feishu app id.</summary>
public static partial class AppId
{
    /// <summary>Says what is wrong with an app id, or null when it is good.</summary>
    public static string? Explain(string? appId)
    {
        if (string.IsNullOrEmpty(appId))
            return "The app id is missing.";
        // Not repeated: the secret that stands below it in the console is easily taken for it.
        return Pattern().IsMatch(appId)
            ? null
            : "This is not an app id: it is 'cli_' and 16 hexadecimal digits, shown in the developer console under Credentials.";
    }

    // The platform's official Node client refuses every other shape.
    [GeneratedRegex(@"\Acli_[0-9a-fA-F]{16}\z")]
    private static partial Regex Pattern();
}
