using System.Diagnostics.Metrics;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>What changes of owner count. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class OwnershipInstruments
{
    public const string MeterName = "FeishuOrleans.Ownership";

    private readonly Counter<long> _claims, _fences, _siloFences, _moves;
    private readonly Histogram<double> _moveDuration;

    public OwnershipInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _claims = meter.CreateCounter<long>("feishu.ownership.claims", "{account}", "Accounts that this silo took under a new epoch.");
        _fences = meter.CreateCounter<long>("feishu.ownership.fences", "{account}", "Owners that found another one's word in the account's state and left.");
        _siloFences = meter.CreateCounter<long>("feishu.ownership.silo.fences", "{fence}", "Times that this silo let go of all accounts because others might have taken them over.");
        _moves = meter.CreateCounter<long>("feishu.ownership.moves", "{account}", "Hand-overs from this silo to another one, by outcome.");
        _moveDuration = meter.CreateHistogram(
            "feishu.ownership.move.duration", "s", "From the begin of a hand-over to the end of the old connection.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20] });
    }

    /// <summary>An epoch was written.</summary>
    public void OnClaimed() => _claims.Add(1);

    /// <summary>Storage refused a write because another owner had written.</summary>
    public void OnFenced() => _fences.Add(1);

    /// <summary>This silo may have been taken for dead.</summary>
    public void OnSiloFenced() => _siloFences.Add(1);

    /// <summary>An account has gone to another silo.</summary>
    public void OnMoved(TimeSpan duration)
    {
        Count("moved");
        _moveDuration.Record(duration.TotalSeconds);
    }

    /// <summary>An account has not gone in time; it is tried again.</summary>
    public void OnNotMoved() => Count("failed");

    private void Count(string outcome) => _moves.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
