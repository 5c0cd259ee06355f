using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Feishu.Client.Sending;

/// <summary>What sending counts, for all accounts of the process. Listed in docs/sending.md; a test compares the two.</summary>
internal sealed class SendingInstruments
{
    public const string MeterName = "Feishu.Client.Sending";

    private const string Outcome = "outcome", Code = "code", SentOutcome = "sent", WithdrawnOutcome = "withdrawn", DefectOutcome = "defect";

    private static readonly Dictionary<SendFailure, string> FailureOutcomes =
        Enum.GetValues<SendFailure>().ToDictionary(static failure => failure, static failure => JsonNamingPolicy.CamelCase.ConvertName(failure.ToString()));

    private readonly Counter<long> _messages;
    private readonly Histogram<double> _duration, _callDuration;
    private readonly UpDownCounter<long> _waiting;

    public SendingInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };
        _messages = meter.CreateCounter<long>("feishu.sending.messages", "{message}", "Messages that came to an end, by outcome and the platform's code.");
        _duration = meter.CreateHistogram("feishu.sending.duration", "s", "From the caller's word to the result, by outcome.", advice: seconds);
        _callDuration = meter.CreateHistogram("feishu.sending.call.duration", "s", "One call to the platform, by its code.", advice: seconds);
        _waiting = meter.CreateUpDownCounter<long>("feishu.sending.waiting", "{message}", "Messages that have their place and no result yet.");
    }

    /// <summary>A message got its place.</summary>
    public void OnPlaced() => _waiting.Add(1);

    /// <summary>A message that had its place has its result.</summary>
    public void OnEnded(SendResult result, TimeSpan duration)
    {
        _waiting.Add(-1);
        Count(result);
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Outcome, OutcomeOf(result)));
    }

    /// <summary>A message that had its place has no result: its caller waits no longer, or there is a defect.</summary>
    public void OnBroken(bool isWithdrawn)
    {
        _waiting.Add(-1);
        _messages.Add(1, new KeyValuePair<string, object?>(Outcome, isWithdrawn ? WithdrawnOutcome : DefectOutcome));
    }

    /// <summary>A message got no place.</summary>
    public void OnRefused(SendFailed refusal) => Count(refusal);

    /// <summary>The platform answered a call, or nobody did.</summary>
    /// <param name="duration">Time it took, with the token where that had to be had first.</param>
    /// <param name="code">The platform's code; 0 for success, null for no answer.</param>
    public void OnCalled(TimeSpan duration, long? code) => _callDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(Code, code));

    private void Count(SendResult result) => _messages.Add(
        1, new KeyValuePair<string, object?>(Outcome, OutcomeOf(result)), new KeyValuePair<string, object?>(Code, (result as SendFailed)?.Code));

    private static string OutcomeOf(SendResult result) => result is SendFailed failed ? FailureOutcomes[failed.Failure] : SentOutcome;
}
