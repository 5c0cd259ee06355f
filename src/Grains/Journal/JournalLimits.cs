namespace FeishuOrleans.Grains.Journal;

/// <summary>Limits of the journal that are promises to clients and not settings.</summary>
public static class JournalLimits
{
    /// <summary>Largest payload that is kept; a larger one is answered with 500, counted and warned of. 512 KiB.</summary>
    public const int MaxPayloadBytes = 512 * 1024;

    /// <summary>How long a repeated event is recognised, whatever else is purged. 24 hours; the platform pushes for about 7.</summary>
    public static readonly TimeSpan DeduplicationWindow = TimeSpan.FromHours(24);

    /// <summary>Events of a silo that wait to be written, at most; one more is answered with 500 and counted.</summary>
    public const int MaxWaitingEvents = 16_384;

    /// <summary>Payload bytes of a silo that wait to be written, at most. 64 MiB.</summary>
    public const long MaxWaitingBytes = 64L << 20;

    /// <summary>Events written together, at most; a larger group would hold up those after it.</summary>
    public const int MaxGroup = 1_024;

    /// <summary>Payload bytes written together, at most, unless a single event has more. 4 MiB.</summary>
    public const long MaxGroupBytes = 4L << 20;

    /// <summary>An event that waited longer than this for the disk is noted as late. 1 s; after 2.5 s it is answered with 500.</summary>
    public static readonly TimeSpan AppendBudget = TimeSpan.FromSeconds(1);
}
