using Feishu.Client.Events;
using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

/// <summary>
/// Accepts an event when it is on disk and not before: the platform forgets what is accepted. Runs beside the socket,
/// never through a grain, so that neither a busy grain nor a lost membership holds an acknowledgement up.
/// </summary>
internal sealed partial class JournalingEventHandler(
    GroupCommitter committer, IAppendedEvents dispatch, EventCounts counts, FullAccounts full, ILogger<JournalingEventHandler> logger) : IEventHandler
{
    public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline)
    {
        if (received.Payload.Length > JournalLimits.MaxPayloadBytes)
            return ValueTask.FromResult(RefuseLarge(received));
        return EventTypes.IsCallback(received.Type) ? HandleCallbackAsync(received) : HandleEventAsync(received);
    }

    private static JournalEntry Describe(ReceivedEvent received) => new(
        received.AccountId,
        EventKey.Of(received.Payload.Span, received.Envelope).ToString(),
        received.Type,
        received.Envelope?.ChatId,
        received.ReceivedAt,
        received.Payload);

    private async ValueTask<HandlerVerdict> HandleEventAsync(ReceivedEvent received) => await KeepAsync(Describe(received));

    /// <summary>Nobody answers callbacks yet: kept like any event, and acknowledged without an answer.</summary>
    private ValueTask<HandlerVerdict> HandleCallbackAsync(ReceivedEvent received) => HandleEventAsync(received);

    private async Task<HandlerVerdict> KeepAsync(JournalEntry entry)
    {
        switch (await committer.AppendAsync(entry))
        {
            case { Outcome: AppendOutcome.Appended, Sequence: var sequence }:
                LogKept(logger, entry, sequence);
                dispatch.OnAppended(new JournalEvent(sequence, entry));
                return HandlerVerdict.Accepted;
            case { Outcome: AppendOutcome.Duplicate, Sequence: var sequence }:
                LogDuplicate(logger, entry, sequence);
                counts.OnDuplicate(entry.AccountId);
                return HandlerVerdict.Accepted;
            case { Outcome: AppendOutcome.OverQuota }:
                LogOverQuota(logger, entry);
                full.Add(entry.AccountId);
                return HandlerVerdict.Failed;
            default:
                return HandlerVerdict.Failed;
        }
    }

    private HandlerVerdict RefuseLarge(ReceivedEvent received)
    {
        LogTooLarge(logger, received.AccountId, received, received.Payload.Length, JournalLimits.MaxPayloadBytes);
        return HandlerVerdict.Failed;
    }
}
