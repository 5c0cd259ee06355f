using System.Globalization;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>One line of the table.</summary>
/// <param name="Settings">What was measured.</param>
/// <param name="Direct">Milliseconds of each call to the platform.</param>
/// <param name="Through">Milliseconds of each call through the API, in the same order.</param>
internal sealed record RepliesResult(RepliesSettings Settings, double[] Direct, double[] Through)
{
    public static string Heading =>
        """
        | platform ms | events/s meanwhile | replies | platform p50 ms | p99 | through the API p50 ms | p99 | added p50 ms | p99 |
        |---|---|---|---|---|---|---|---|---|
        """;

    public override string ToString()
    {
        var added = Through.Zip(Direct, static (through, direct) => through - direct).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Settings.Platform.TotalMilliseconds:0} | {Settings.Rate} | {Direct.Length} | {At(Direct, 0.5):0.00} | {At(Direct, 0.99):0.0} | {At(Through, 0.5):0.00} | {At(Through, 0.99):0.0} | {At(added, 0.5):0.00} | {At(added, 0.99):0.0} |");
    }

    private static double At(double[] values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length))];
    }
}
