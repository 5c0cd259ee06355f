using System.Globalization;

namespace Feishu.Client.OpenApi;

/// <summary>The header that says how long to wait (protocol notes, section 7.3).</summary>
internal static class RateLimitHeader
{
    private const string Reset = "x-ogw-ratelimit-reset";

    /// <summary>The wait; null when the header is missing or no whole number of seconds within an hour.</summary>
    public static TimeSpan? Read(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Reset, out var values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
