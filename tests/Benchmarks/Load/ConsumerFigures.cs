namespace FeishuOrleans.Benchmarks.Load;

/// <summary>What a consumer counted.</summary>
/// <param name="Requests">Requests with an event.</param>
/// <param name="Distinct">Different events: accounts and sequences.</param>
/// <param name="OutOfOrder">First deliveries after a higher sequence of their chat.</param>
/// <param name="PerSecond">Different events a second, from the first request after the mark to the latest.</param>
/// <param name="FirstAfter">Seconds from the start or the mark to the first request.</param>
internal sealed record ConsumerFigures(long Requests, long Distinct, long OutOfOrder, double PerSecond, double FirstAfter)
{
    public static ConsumerFigures None { get; } = new(0, 0, 0, 0, 0);
}
