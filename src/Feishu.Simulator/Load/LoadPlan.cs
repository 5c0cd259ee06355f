namespace Feishu.Simulator.Load;

/// <summary>A load run: events at a rate, or as many as are acknowledged, over every connection that is open.</summary>
public sealed record LoadPlan
{
    /// <summary>Events a second over all apps; 0 for saturation. Default 0.</summary>
    public int Rate { get; init; }

    /// <summary>How long events are pushed. Default 10 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Events of one app that wait for an acknowledgement at a time. Default 8; with a rate give more, or it is not kept.</summary>
    public int Outstanding { get; init; } = 8;

    /// <summary>Chats of one app that the events take turns over. Default 10.</summary>
    public int Chats { get; init; } = 10;

    /// <summary>Size of an event in bytes. Default 1,024.</summary>
    public int Bytes { get; init; } = 1024;

    /// <exception cref="ArgumentException">A number makes no sense.</exception>
    internal void Validate()
    {
        Check(Rate is >= 0 and <= 1_000_000, "rate must be from 0 to 1,000,000.");
        Check(Duration > TimeSpan.Zero && Duration <= TimeSpan.FromDays(1), "duration must be above 0 and at most a day.");
        Check(Outstanding is >= 1 and <= 100_000, "outstanding must be from 1 to 100,000.");
        Check(Chats is >= 1 and <= 100_000, "chats must be from 1 to 100,000.");
        Check(Bytes is >= LoadEvent.MinBytes and <= 60_000, $"bytes must be from {LoadEvent.MinBytes} to 60,000.");
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException(otherwise);
    }
}
