using System.Globalization;
using Feishu.Simulator.Load;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>One line of the table.</summary>
/// <param name="Settings">What was measured.</param>
/// <param name="Acks">What the simulator saw.</param>
/// <param name="Accepted">Events acknowledged with 200, those of the warm-up included.</param>
/// <param name="Consumer">What the consumer counted, those of the warm-up included.</param>
/// <param name="Begin">The silo before.</param>
/// <param name="End">The silo after.</param>
/// <param name="Probe">The lines of the probe between the two.</param>
internal sealed record LoadResult(
    LoadSettings Settings, LoadReport Acks, long Accepted, ConsumerFigures Consumer, SiloSample Begin, SiloSample End, ProbeLine[] Probe)
{
    public static string Heading =>
        """
        | accounts | pushed | acked/s | ack p50 ms | p99 | p999 | max | longest gap ms | longest commit ms | CPU ms per 1,000 | KB allocated an event | RSS MB begin, end | refused, unanswered | first delivery after s | delivered/s | lost | duplicated | out of order |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Settings.Accounts} | {Load} | {Acks.Accepted / Acks.Seconds:0} | {Acks.MedianMilliseconds:0.00} | {Acks.P99Milliseconds:0.0} | {Acks.P999Milliseconds:0.0} | {Acks.MaxMilliseconds:0.0} | {Acks.LongestGapMilliseconds:0.0} | {Probe.Max(line => line.LongestCommit):0.0} | {Cpu:0.0} | {Allocated:0.00} | {Begin.ResidentBytes >> 20}, {End.ResidentBytes >> 20} | {Acks.Refused}, {Acks.Waiting} | {Delivered} |");

    /// <summary>Nothing that was acknowledged is missing, and every chat came in order.</summary>
    public bool IsSound => Lost == 0 && Consumer.OutOfOrder == 0;

    private string Load
    {
        get
        {
            var rate = Settings.Rate == 0 ? "at saturation" : string.Create(CultureInfo.InvariantCulture, $"{Settings.Rate}/s");
            var duration = string.Create(CultureInfo.InvariantCulture, $"{rate} for {Settings.Duration.TotalSeconds} s");
            return duration + (Settings.ConsumerDown ? ", consumer down" : Settings.Webhook ? ", webhook" : "");
        }
    }

    private long Lost => Settings.Webhook ? Math.Max(0, Accepted - Consumer.Distinct) : 0;

    private double Cpu => (End.Cpu - Begin.Cpu).TotalMilliseconds / Acks.Accepted * 1000;

    private double Allocated => (Probe[^1].Allocated - Probe[0].Allocated) / 1024.0 / Acks.Accepted;

    private string Delivered => !Settings.Webhook
        ? "- | - | - | - | -"
        : string.Create(CultureInfo.InvariantCulture,
            $"{Consumer.FirstAfter:0.0} | {Consumer.PerSecond:0} | {Lost} | {Consumer.Requests - Consumer.Distinct} | {Consumer.OutOfOrder}");
}
