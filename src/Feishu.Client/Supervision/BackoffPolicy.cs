namespace Feishu.Client.Supervision;

/// <summary>How long to wait before the next attempt. Pure, and never "never".</summary>
public static class BackoffPolicy
{
    /// <summary>Delay after a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="streak">The streak, this failure included.</param>
    /// <param name="crowded">Many connections failed together: spread them over the whole <see cref="SupervisionOptions.MaxBackoff"/>.</param>
    /// <param name="options">The options.</param>
    /// <param name="chance">Uniform sample in [0, 1).</param>
    public static TimeSpan Delay(ConnectionFailure failure, FailureStreak streak, bool crowded, SupervisionOptions options, double chance)
    {
        if (failure.Kind == FailureKind.OverLimit)
            return Jitter(options.OverLimitBackoff, options, chance);
        return crowded ? options.MaxBackoff * chance : Jitter(Grow(streak.Failures - 1, options), options, chance);
    }

    /// <summary>Spreads a duration evenly between (1 - jitter) and (1 + jitter) of itself.</summary>
    public static TimeSpan Jitter(TimeSpan duration, SupervisionOptions options, double chance) =>
        duration * (1 + options.BackoffJitter * ((2 * chance) - 1));

    /// <summary>initial x factor^exponent, at most the cap. The power overflows to infinity, which the cap absorbs.</summary>
    private static TimeSpan Grow(int exponent, SupervisionOptions options)
    {
        var seconds = options.InitialBackoff.TotalSeconds * Math.Pow(options.BackoffFactor, Math.Max(0, exponent));
        return seconds < options.MaxBackoff.TotalSeconds ? TimeSpan.FromSeconds(seconds) : options.MaxBackoff;
    }
}
