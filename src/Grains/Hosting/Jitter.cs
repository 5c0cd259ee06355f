namespace FeishuOrleans.Grains.Hosting;

/// <summary>Spreads what many accounts would otherwise do at the same moment.</summary>
/// <param name="chance">Numbers from 0 to 1, 1 excluded.</param>
internal sealed class Jitter(Func<double> chance)
{
    /// <summary>The value, up to <paramref name="share"/> of it shorter or longer.</summary>
    public TimeSpan Around(TimeSpan value, double share) => value * (1 + (share * ((2 * chance()) - 1)));

    /// <summary>More than nothing, at most the value.</summary>
    public TimeSpan UpTo(TimeSpan value) => value * (1 - chance());
}
