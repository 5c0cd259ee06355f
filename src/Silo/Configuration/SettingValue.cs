using System.Globalization;
using System.Text.RegularExpressions;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>Between the text of a setting and its type.</summary>
internal static partial class SettingValue
{
    /// <summary>The value, or null when the text is none of that type.</summary>
    public static object? Parse(Type type, string text) => Type.GetTypeCode(type) switch
    {
        // By name alone: the numbers of an enumeration are nobody's business.
        _ when type.IsEnum => Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null,
        TypeCode.String => text,
        TypeCode.Boolean => bool.TryParse(text, out var truth) ? truth : null,
        TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        TypeCode.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        TypeCode.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => ParseOther(type, text),
    };

    /// <summary>Says how a value of the type is written.</summary>
    public static string Describe(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => string.Join(" or ", Enum.GetNames(type)),
        TypeCode.Boolean => "true or false",
        TypeCode.Int32 or TypeCode.Int64 => "a whole number",
        TypeCode.Double => "a number such as 1.8",
        _ => type == typeof(TimeSpan) ? "a duration such as 00:00:30 (hours, minutes, seconds)" : "a URL such as https://open.feishu.cn",
    };

    private static object? ParseOther(Type type, string text)
    {
        if (type == typeof(TimeSpan))
            return Duration().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration : null;
        if (type == typeof(Uri))
            return Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
        throw new NotSupportedException($"No setting has the type {type}.");
    }

    // Without seconds the library reads 30 as thirty days and 00:30 as thirty minutes.
    [GeneratedRegex(@"\A(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?\z")]
    private static partial Regex Duration();
}
