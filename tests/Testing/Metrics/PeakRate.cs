namespace FeishuOrleans.Testing.Metrics;

/// <summary>How close together things happened.</summary>
public static class PeakRate
{
    /// <summary>The most of them within any span of this length.</summary>
    public static int Within(TimeSpan span, IEnumerable<DateTimeOffset> times)
    {
        var sorted = times.Order().ToArray();
        var (peak, first) = (0, 0);
        for (var last = 0; last < sorted.Length; last++)
        {
            while (sorted[last] - sorted[first] > span)
                first++;
            peak = Math.Max(peak, last - first + 1);
        }

        return peak;
    }
}
