using System.Globalization;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Sequences of events as they are typed.</summary>
internal static class SequenceText
{
    public static bool TryParse(string text, out long sequence) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && sequence > 0;

    /// <exception cref="FormatException">The text was not checked before.</exception>
    public static long Parse(string text) => TryParse(text, out var sequence) ? sequence : throw new FormatException($"'{text}' is not a sequence.");
}
