namespace FeishuOrleans.Grains.Journal;

/// <summary>How long events are kept (<c>Journal</c>).</summary>
public sealed class JournalOptions
{
    public const string SectionName = "Journal";

    /// <summary>How long a delivered event stays for replay. Default 7 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long delivery of an event is tried before it is parked, time under an open breaker not counted. Default 7 days.</summary>
    public TimeSpan MaxUndeliveredAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Payload bytes kept for one account; above it the oldest delivered events go first, and with none left
    /// new events are answered with 500. Default 1 GiB.</summary>
    public long MaxBytesPerAccount { get; set; } = 1L << 30;
}
