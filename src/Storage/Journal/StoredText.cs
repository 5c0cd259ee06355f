using System.Text;

namespace FeishuOrleans.Storage.Journal;

/// <summary>Text as every database takes it. JSON can name characters that are none (half a surrogate pair) or that
/// databases refuse (U+0000); such an event must not hold up those it is written with.</summary>
internal static class StoredText
{
    private const char Replacement = '\ufffd';

    public static string Of(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') || text.Contains('\0', StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Replacement)
        : text;
}
