namespace FeishuOrleans.Grains.Journal;

/// <summary>Limits of the journal that are promises to clients and not settings.</summary>
public static class JournalLimits
{
    /// <summary>Largest payload that is kept; a larger one is answered with 500, counted and warned of. 512 KiB.</summary>
    public const int MaxPayloadBytes = 512 * 1024;

    /// <summary>How long a repeated event is recognised, whatever else is purged. 24 hours; the platform pushes for about 7.</summary>
    public static readonly TimeSpan DeduplicationWindow = TimeSpan.FromHours(24);
}
