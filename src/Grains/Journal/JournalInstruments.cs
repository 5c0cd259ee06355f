using System.Diagnostics.Metrics;

namespace FeishuOrleans.Grains.Journal;

/// <summary>What keeping events counts, for all accounts of the silo. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class JournalInstruments
{
    public const string MeterName = "FeishuOrleans.Journal";

    private const string Outcome = "outcome", WrittenOutcome = "written", FailedOutcome = "failed", OverflowOutcome = "overflow";

    private readonly Counter<long> _events;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _groupSize;
    private readonly UpDownCounter<long> _waiting;

    public JournalInstruments(IMeterFactory meters, JournalHealth health)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("feishu.journal.events", "{event}", "Events that were to be kept, by what became of them.");
        _commitDuration = meter.CreateHistogram(
            "feishu.journal.commit.duration", "s", "From a group of events to its commit, by outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] });
        _groupSize = meter.CreateHistogram(
            "feishu.journal.group.size", "{event}", "Events of one commit.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] });
        _waiting = meter.CreateUpDownCounter<long>("feishu.journal.waiting", "{event}", "Events that wait for the commit before theirs.");
        meter.CreateObservableGauge("feishu.journal.degraded", () => health.IsDegraded ? 1 : 0, "{journal}", "1 while events are answered with 500 because they cannot be kept, otherwise 0.");
    }

    /// <summary>Events came to wait, or left for the disk.</summary>
    public void OnWaiting(int change) => _waiting.Add(change);

    /// <summary>An event was refused because too many were waiting.</summary>
    public void OnOverflow() => Count(OverflowOutcome, 1);

    /// <summary>A group is on disk.</summary>
    public void OnWritten(AppendResult[] results, TimeSpan duration)
    {
        OnGroup(results.Length, duration, WrittenOutcome);
        var (appended, duplicates) = (0, 0);
        foreach (var result in results)
        {
            appended += result.Outcome == AppendOutcome.Appended ? 1 : 0;
            duplicates += result.Outcome == AppendOutcome.Duplicate ? 1 : 0;
        }

        Count("appended", appended);
        Count("duplicate", duplicates);
        Count("overQuota", results.Length - appended - duplicates);
    }

    /// <summary>A group is not on disk.</summary>
    public void OnFailed(int events, TimeSpan duration)
    {
        OnGroup(events, duration, FailedOutcome);
        Count(FailedOutcome, events);
    }

    private void OnGroup(int events, TimeSpan duration, string outcome)
    {
        _commitDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Outcome, outcome));
        _groupSize.Record(events);
    }

    private void Count(string outcome, int events)
    {
        if (events > 0)
            _events.Add(events, new KeyValuePair<string, object?>(Outcome, outcome));
    }
}
