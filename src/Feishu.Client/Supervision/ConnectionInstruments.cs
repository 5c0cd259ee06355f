using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Feishu.Client.Supervision;

/// <summary>What connecting counts, for all accounts of the process. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class ConnectionInstruments
{
    public const string MeterName = "Feishu.Client.Connections";

    private const string Outcome = "outcome", Cause = "cause", ConnectedOutcome = "connected";

    private static readonly Dictionary<FailureKind, string> Names =
        Enum.GetValues<FailureKind>().ToDictionary(static kind => kind, static kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    private readonly Counter<long> _attempts, _losses;
    private readonly Histogram<double> _downtime, _roundTrip;

    public ConnectionInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("feishu.connection.attempts", "{attempt}", "Attempts to connect that came to an end, by outcome.");
        _losses = meter.CreateCounter<long>("feishu.connection.losses", "{connection}", "Connections that ended although nobody asked for it, by cause.");
        _downtime = meter.CreateHistogram(
            "feishu.connection.downtime", "s", "Time that a wanted account was without connection, told when it is connected.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600] });
        _roundTrip = meter.CreateHistogram(
            "feishu.connection.ping.duration", "s", "From a ping to its pong.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    /// <summary>A supervisor made a step.</summary>
    public void OnTransition(in Transition transition)
    {
        var cause = transition.To switch
        {
            Backoff backoff => backoff.Cause,
            Faulted faulted => faulted.Cause,
            _ => null,
        };
        if (transition.From is Connecting && (cause is not null || transition.To is Connected))
            _attempts.Add(1, new KeyValuePair<string, object?>(Outcome, cause is null ? ConnectedOutcome : Names[cause.Kind]));
        else if (transition.From is Connected or Stale && cause is not null)
            _losses.Add(1, new KeyValuePair<string, object?>(Cause, Names[cause.Kind]));
    }

    /// <summary>A ping was answered.</summary>
    public void OnPong(TimeSpan roundTrip) => _roundTrip.Record(roundTrip.TotalSeconds);

    /// <summary>An account is connected that was not.</summary>
    public void OnRestored(TimeSpan downtime) => _downtime.Record(downtime.TotalSeconds);
}
