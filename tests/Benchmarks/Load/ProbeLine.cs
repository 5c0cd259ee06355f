using System.Globalization;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>A line of the silo's probe.</summary>
/// <param name="Allocated">Bytes allocated since the start.</param>
/// <param name="FullCollections">Collections of the oldest generation since the start.</param>
/// <param name="Paused">Milliseconds that collections paused the process since the start.</param>
/// <param name="LongestCommit">Milliseconds of the longest commit in the interval.</param>
internal sealed record ProbeLine(long Allocated, int FullCollections, double Paused, double LongestCommit)
{
    /// <summary>All lines so far; the last may be half written and is left out then.</summary>
    public static async Task<ProbeLine[]> ReadAsync(string path, CancellationToken cancellation)
    {
        var text = await File.ReadAllTextAsync(path, cancellation);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static ProbeLine Parse(string line)
    {
        var parts = line.Split(' ');
        return new ProbeLine(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            double.Parse(parts[2], CultureInfo.InvariantCulture),
            double.Parse(parts[3], CultureInfo.InvariantCulture));
    }
}
