using static System.FormattableString;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Cells">Number, min, p50, p99, max.</param>
internal sealed record Figure(string What, string Cells)
{
    /// <summary>Durations.</summary>
    public static Figure Of(string what, IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Select(static time => time.TotalSeconds).Order().ToArray();
        return sorted.Length == 0
            ? new Figure(what, "0 | - | - | - | -")
            : new Figure(what, Invariant($"{sorted.Length} | {sorted[0]:0.00} s | {At(0.5):0.00} s | {At(0.99):0.00} s | {sorted[^1]:0.00} s"));

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
    }

    /// <summary>A number.</summary>
    public static Figure Of(string what, long count) => new(what, Invariant($"{count} | | | | "));
}
