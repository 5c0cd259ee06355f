using System.Globalization;

namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>Short times in words: milliseconds below a second, tenths of a second above.</summary>
internal static class Length
{
    public static string Of(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
