namespace Feishu.Client.Sending;

/// <summary>How long to wait when the platform does not say: doubled from attempt to attempt, up to a bound, with jitter.</summary>
internal static class SendBackoff
{
    private const double Jitter = 0.2;

    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    /// <summary>What to tell a caller: less than a second is not worth naming.</summary>
    public static TimeSpan WorthNaming(TimeSpan wait) => wait > Soonest ? wait : Soonest;

    /// <param name="attempt">Attempts so far, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan After(int attempt, double chance)
    {
        var seconds = Math.Min(SendingLimits.MaxPauseSeconds, SendingLimits.FirstPauseSeconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(seconds * (1 + (Jitter * chance)));
    }
}
