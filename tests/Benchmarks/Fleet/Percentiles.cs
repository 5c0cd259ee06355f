namespace FeishuOrleans.Benchmarks.Fleet;

/// <summary>What part of the values is below.</summary>
internal sealed class Percentiles(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    /// <param name="part">From 0 to 1.</param>
    public double At(double part) => _sorted.Length == 0 ? double.NaN : _sorted[(int)Math.Min(_sorted.Length - 1, Math.Floor(part * _sorted.Length))];
}
