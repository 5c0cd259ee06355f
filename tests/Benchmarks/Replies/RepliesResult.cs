using System.Globalization;
using FeishuOrleans.Benchmarks.Fleet;

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
        var (direct, through) = (new Percentiles(Direct), new Percentiles(Through));
        var added = new Percentiles(Through.Zip(Direct, static (through, direct) => through - direct));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Settings.Platform.TotalMilliseconds:0} | {Settings.Rate} | {Direct.Length} | {direct.At(0.5):0.00} | {direct.At(0.99):0.0} | {through.At(0.5):0.00} | {through.At(0.99):0.0} | {added.At(0.5):0.00} | {added.At(0.99):0.0} |");
    }
}
