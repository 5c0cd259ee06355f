using System.Diagnostics.Metrics;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Events;

/// <summary>What receiving counts, for all accounts of the process. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class EventInstruments
{
    public const string MeterName = "Feishu.Client.Events";

    private const string Type = "type", Verdict = "verdict", Accepted = "accepted", Refused = "refused", Unsent = "unsent";

    private readonly Counter<long> _events, _fragments;
    private readonly Histogram<double> _ackDuration;
    private readonly TypeTags _types = new();

    public EventInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("feishu.events", "{event}", "Events and callbacks that came, repetitions too, by type and by how they were acknowledged.");
        _fragments = meter.CreateCounter<long>("feishu.events.fragments.refused", "{fragment}", "Fragments that fit no event.");
        _ackDuration = meter.CreateHistogram(
            "feishu.events.ack.duration", "s", "From the last byte of an event to its acknowledgement.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3] });
    }

    /// <summary>An event was acknowledged.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="code">Code of the acknowledgement.</param>
    /// <param name="isSent">Whether it left; otherwise the socket was gone.</param>
    /// <param name="elapsed">Time since the event arrived.</param>
    public void OnAcknowledged(string type, int code, bool isSent, TimeSpan elapsed)
    {
        var verdict = new KeyValuePair<string, object?>(Verdict, isSent ? code == AckCode.Ok ? Accepted : Refused : Unsent);
        _events.Add(1, new KeyValuePair<string, object?>(Type, _types.Of(type)), verdict);
        _ackDuration.Record(elapsed.TotalSeconds, verdict);
    }

    public void OnFragmentRefused() => _fragments.Add(1);
}
