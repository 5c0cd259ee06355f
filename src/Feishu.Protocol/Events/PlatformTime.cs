using System.Globalization;

namespace Feishu.Protocol.Events;

/// <summary>
/// Times of the platform: decimal digits since 1970 whose unit shows in their number (protocol notes, section 6.1).
/// Seconds have ten digits, milliseconds thirteen, microseconds sixteen.
/// </summary>
internal static class PlatformTime
{
    private const long FirstMilliseconds = 100_000_000_000;
    private const long FirstMicroseconds = 100_000_000_000_000;
    private const long MaxMicroseconds = 253_402_300_799_999_999;

    /// <summary>Null for what is not a time between 1970 and 9999. A fraction, as in <c>1608725989.000000</c>, is cut off.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? FromNumber(number) : null;
    }

    public static DateTimeOffset? FromNumber(long number) => number switch
    {
        <= 0 or > MaxMicroseconds => null,
        < FirstMilliseconds => DateTimeOffset.FromUnixTimeSeconds(number),
        < FirstMicroseconds => DateTimeOffset.FromUnixTimeMilliseconds(number),
        _ => DateTimeOffset.UnixEpoch.AddTicks(number * TimeSpan.TicksPerMicrosecond),
    };
}
