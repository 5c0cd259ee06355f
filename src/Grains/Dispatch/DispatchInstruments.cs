using System.Diagnostics.Metrics;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What dispatch counts, for all accounts of the silo. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class DispatchInstruments
{
    public const string MeterName = "FeishuOrleans.Dispatch";

    private const string Cause = "cause";

    private readonly Counter<long> _accepted, _failed, _parked, _fenced;
    private readonly Histogram<double> _duration;

    public DispatchInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("feishu.dispatch.accepted", "{event}", "Events that the operator's code took.");
        _failed = meter.CreateCounter<long>("feishu.dispatch.failed", "{try}", "Tries that failed for the endpoint's sake, by status code or kind of failure.");
        _parked = meter.CreateCounter<long>("feishu.dispatch.parked", "{event}", "Events that were parked, by cause: refused or spent.");
        _fenced = meter.CreateCounter<long>("feishu.dispatch.fenced", "{account}", "Deliveries that ended because a later owner had saved progress.");
        _duration = meter.CreateHistogram(
            "feishu.dispatch.duration", "s", "Time of one try, by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
    }

    public void OnTried(TimeSpan duration, DeliveryOutcome outcome) =>
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", NameOf(outcome.Verdict)));

    public void OnAccepted() => _accepted.Add(1);

    public void OnFailed(string reason) => _failed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void OnRefused() => _parked.Add(1, new KeyValuePair<string, object?>(Cause, "refused"));

    public void OnSpent() => _parked.Add(1, new KeyValuePair<string, object?>(Cause, "spent"));

    public void OnFenced() => _fenced.Add(1);

    private static string NameOf(DeliveryVerdict verdict) => verdict switch
    {
        DeliveryVerdict.Accepted => "accepted",
        DeliveryVerdict.EventRefused => "refused",
        _ => "failed",
    };
}
