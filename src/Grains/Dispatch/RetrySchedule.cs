using FeishuOrleans.Grains.Hosting;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>When a failed event is tried again, and when it is given up.</summary>
/// <param name="maxAttempts">Tries that count before it is parked.</param>
/// <param name="maxAge">Time that counts before it is parked.</param>
/// <param name="jitter">Spreads the tries.</param>
internal sealed class RetrySchedule(int maxAttempts, TimeSpan maxAge, Jitter jitter)
{
    private const double Factor = 3;

    /// <summary>The pause that an endpoint asks for counts up to this.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromHours(12);

    /// <summary>Full jitter under a ceiling of 1 s, tripled with every try up to 12 h, and not shorter than the endpoint asked for.</summary>
    /// <param name="attempts">Tries that counted so far, from 1.</param>
    /// <param name="asked">The pause that the endpoint asked for.</param>
    public TimeSpan Pause(int attempts, TimeSpan? asked)
    {
        // From the tenth on the ceiling is the longest anyway; bounding the exponent keeps the product finite.
        var ceiling = First * Math.Pow(Factor, Math.Clamp(attempts - 1, 0, 20));
        var pause = jitter.UpTo(ceiling < Longest ? ceiling : Longest);
        var least = asked is not { } wish || wish < TimeSpan.Zero ? TimeSpan.Zero : wish < LongestAsked ? wish : LongestAsked;
        return pause > least ? pause : least;
    }

    /// <summary>Whether the budget is spent.</summary>
    /// <param name="attempts">Tries that counted so far.</param>
    /// <param name="age">Time since the first failure, without time under an open breaker.</param>
    public bool IsSpent(int attempts, TimeSpan age) => attempts >= maxAttempts || age >= maxAge;
}
