using System.Diagnostics;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Events;

/// <summary>
/// Spans of the journal and of delivery, in the source <c>FeishuOrleans</c>, below the frame that brought the event as long as the
/// event is in memory; one that is read back begins a trace of its own. Without a listener nothing is made.
/// </summary>
internal static class DeliveryTrace
{
    private static readonly ActivitySource Source = new("FeishuOrleans");

    /// <summary>From the handler to the disk.</summary>
    public static Activity? Append(JournalEntry entry) => Describe(Source.StartActivity("feishu.journal.append"), entry);

    /// <summary>What became of an append.</summary>
    public static void End(Activity? span, AppendResult? result)
    {
        if (span is null)
            return;
        span.SetTag("feishu.journal.outcome", result?.Outcome.ToString());
        span.SetTag("feishu.event.sequence", result?.Sequence);
        if (result is null)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>One try. The webhook gets its place in the trace as <c>traceparent</c>.</summary>
    public static Activity? Deliver(JournalEvent kept, int attempt, ActivityContext trace)
    {
        var span = Describe(Source.StartActivity("feishu.event.deliver", ActivityKind.Client, trace), kept.Entry);
        span?.SetTag("feishu.event.sequence", kept.Sequence);
        span?.SetTag("feishu.delivery.attempt", attempt);
        return span;
    }

    /// <summary>What became of a try.</summary>
    public static void End(Activity? span, DeliveryOutcome outcome)
    {
        if (span is null)
            return;
        span.SetTag("feishu.delivery.reason", outcome.Reason);
        if (outcome.Verdict != DeliveryVerdict.Accepted)
            span.SetStatus(ActivityStatusCode.Error);
    }

    private static Activity? Describe(Activity? span, JournalEntry entry)
    {
        span?.SetTag("feishu.account.id", entry.AccountId);
        span?.SetTag("feishu.event.key", entry.Key);
        return span;
    }
}
