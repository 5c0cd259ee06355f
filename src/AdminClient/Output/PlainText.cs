namespace FeishuOrleans.AdminClient.Output;

/// <summary>Text from outside on its way to a terminal.</summary>
internal static class PlainText
{
    /// <summary>Puts a blank for every control character: a bot's name or a platform's message must neither break a
    /// line nor steer the terminal.</summary>
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
