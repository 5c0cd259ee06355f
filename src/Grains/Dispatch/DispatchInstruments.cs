using System.Diagnostics.Metrics;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>What dispatch counts, for all accounts of the silo.</summary>
internal sealed class DispatchInstruments
{
    public const string MeterName = "FeishuOrleans.Dispatch";

    private readonly Counter<long> _accepted, _failed, _parked;
    private readonly Histogram<double> _duration;

    public DispatchInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("feishu.dispatch.accepted", "{event}", "Events that the operator's code took.");
        _failed = meter.CreateCounter<long>("feishu.dispatch.failed", "{try}", "Tries that failed for the endpoint's sake.");
        _parked = meter.CreateCounter<long>("feishu.dispatch.parked", "{event}", "Events that wait for a person, by cause: refused or spent.");
        _duration = meter.CreateHistogram(
            "feishu.dispatch.duration", "s", "Time of one try.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });
    }

    public void OnTried(TimeSpan duration) => _duration.Record(duration.TotalSeconds);

    public void OnAccepted() => _accepted.Add(1);

    public void OnFailed() => _failed.Add(1);

    public void OnRefused() => _parked.Add(1, new KeyValuePair<string, object?>("cause", "refused"));

    public void OnSpent() => _parked.Add(1, new KeyValuePair<string, object?>("cause", "spent"));
}
