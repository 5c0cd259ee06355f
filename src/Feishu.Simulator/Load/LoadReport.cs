namespace Feishu.Simulator.Load;

/// <summary>What a load run came to so far. Latencies are from the write of an event to the reading of its acknowledgement.</summary>
/// <param name="Running">Events are pushed, or acknowledgements awaited.</param>
/// <param name="Pushed">Events written.</param>
/// <param name="Accepted">Acknowledged with 200.</param>
/// <param name="Refused">Acknowledged with another code. Not pushed again, unlike other events.</param>
/// <param name="Waiting">Not acknowledged yet; after the end: never.</param>
/// <param name="Seconds">From the first push to the last acknowledgement.</param>
/// <param name="MedianMilliseconds">Half of the acknowledgements came faster.</param>
/// <param name="P99Milliseconds">99 of 100 came faster.</param>
/// <param name="P999Milliseconds">999 of 1,000 came faster.</param>
/// <param name="MaxMilliseconds">The slowest.</param>
/// <param name="LongestGapMilliseconds">Longest time without any acknowledgement: at saturation, the longest stall.</param>
public sealed record LoadReport(
    bool Running,
    long Pushed,
    long Accepted,
    long Refused,
    long Waiting,
    double Seconds,
    double MedianMilliseconds,
    double P99Milliseconds,
    double P999Milliseconds,
    double MaxMilliseconds,
    double LongestGapMilliseconds)
{
    public static LoadReport None { get; } = new(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
