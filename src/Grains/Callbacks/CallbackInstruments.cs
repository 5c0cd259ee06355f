using System.Diagnostics.Metrics;
using Feishu.Client.Events;

namespace FeishuOrleans.Grains.Callbacks;

/// <summary>What callbacks come to, for all accounts of the silo. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class CallbackInstruments(IMeterFactory meters)
{
    public const string MeterName = "FeishuOrleans.Callbacks";

    private readonly Histogram<double> _duration = meters.Create(MeterName).CreateHistogram(
        "feishu.callbacks.duration", "s", "From a callback's arrival to the word for its acknowledgement, by outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 5] });

    /// <param name="duration">How long the person has waited by now.</param>
    /// <param name="isAnswered">Whether the operator's code answered, now or when it came for the first time.</param>
    /// <param name="verdict">What the platform is told.</param>
    public void OnSettled(TimeSpan duration, bool isAnswered, HandlerVerdict verdict) =>
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", isAnswered ? "answered" : verdict == HandlerVerdict.Failed ? "refused" : "late"));
}
